package io.aitta.core.replication.history;

import io.aitta.core.model.Entry;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.SwapReply;

/** About how many bytes an answer takes: those that carry entries are what matters. */
final class ReplyWeight {
  private static final int SMALL = 32;

  private ReplyWeight() {}

  static long of(Reply reply) {
    if (reply instanceof Lookup lookup) {
      return lookup.entry().map(Entry::bytes).orElse(0L) + SMALL;
    }
    if (reply instanceof SwapReply.Swapped swapped) {
      return swapped.previous().map(Entry::bytes).orElse(0L) + SMALL;
    }
    return reply instanceof BatchReply batch
        ? batch.replies().stream().mapToLong(ReplyWeight::of).sum()
        : SMALL;
  }
}
