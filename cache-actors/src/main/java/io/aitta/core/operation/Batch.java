package io.aitta.core.operation;

import io.aitta.core.model.Entry;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.SwapReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several operations on entries of one partition, applied in order; each stands for itself. The
 * last ones are left out, neither applied nor answered, once the replies hold many bytes.
 */
public record Batch(List<KeyOperation<?>> operations) implements SegmentOperation<BatchReply> {
  /** The most operations of one batch. */
  public static final int MAX_OPERATIONS = 1024;

  /** How many bytes of entries the replies may hold, the last one not counted. */
  public static final long MAX_REPLY_BYTES = 1024 * 1024;

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
    for (int i = 0; i < operations.size() && bytes < MAX_REPLY_BYTES; i++) {
      Reply reply = operations.get(i).applyTo(segment, now);
      replies.add(reply);
      bytes += entryOf(reply).map(Entry::bytes).orElse(0L);
    }
    return new BatchReply(replies);
  }

  private static Optional<Entry> entryOf(Reply reply) {
    if (reply instanceof Lookup lookup) {
      return lookup.entry();
    }
    return reply instanceof SwapReply.Swapped swapped ? swapped.previous() : Optional.empty();
  }

  @Override
  public boolean writes() {
    return operations.stream().anyMatch(Operation::writes);
  }
}
