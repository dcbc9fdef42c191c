package io.aitta.core.reply;

import java.util.List;

/** The answers to the first operations of a batch, in their order; the others were not applied. */
public record BatchReply(List<Reply> replies) implements Reply {
  public BatchReply {
    replies = List.copyOf(replies);
  }
}
