package io.aitta.core.operation;

import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;

/** Several operations on entries of one partition, applied in order; each stands for itself. */
public record Batch(List<KeyOperation<?>> operations) implements SegmentOperation<BatchReply> {
  /** The most operations of one batch. */
  public static final int MAX_OPERATIONS = 1024;

  /**
   * @throws IllegalArgumentException when there are more than {@link #MAX_OPERATIONS}
   */
  public Batch {
    operations = List.copyOf(operations);
    if (operations.size() > MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          "a batch has at most " + MAX_OPERATIONS + " operations, not " + operations.size());
    }
  }

  @Override
  public BatchReply applyTo(Segment segment, long now) {
    List<Reply> replies = new ArrayList<>(operations.size());
    for (KeyOperation<?> operation : operations) {
      replies.add(operation.applyTo(segment, now));
    }
    return new BatchReply(replies);
  }

  @Override
  public boolean writes() {
    return operations.stream().anyMatch(Operation::writes);
  }
}
