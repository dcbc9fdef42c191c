package io.aitta.core.operation;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * Several operations on entries of one partition, applied in order; each stands for itself.
 *
 * <p>The values that the answer brings are bounded: the first operation that would bring more is
 * not applied, nor is any that follows, and the reply ends before it. Whoever asked asks for the
 * rest again, or alone for a value that is larger than the bound.
 */
public record Batch(List<KeyOperation<?>> operations) implements SegmentOperation<BatchReply> {
  /** The most operations of one batch. */
  public static final int MAX_OPERATIONS = 1024;

  /** The most bytes of entries that the answer to one batch brings. */
  public static final int MAX_ANSWER_BYTES = 128 * 1024;

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
    long bytes = 0;
    for (KeyOperation<?> operation : operations) {
      bytes += bringsValue(operation) ? bytesOf(operation.key(), segment, now) : 0;
      if (bytes > MAX_ANSWER_BYTES) {
        break;
      }
      replies.add(operation.applyTo(segment, now));
    }
    return new BatchReply(replies);
  }

  /** Whether an answer brings an entry's value. */
  public boolean bringsValues() {
    return operations.stream().anyMatch(Batch::bringsValue);
  }

  private static boolean bringsValue(KeyOperation<?> operation) {
    return (operation instanceof Get get && get.withValue())
        || operation instanceof GetAndPut
        || operation instanceof GetAndRemove;
  }

  private static long bytesOf(CacheKey key, Segment segment, long now) {
    return segment.peek(key, now).map(Entry::bytes).orElse(0L);
  }

  @Override
  public boolean writes() {
    return operations.stream().anyMatch(Operation::writes);
  }
}
