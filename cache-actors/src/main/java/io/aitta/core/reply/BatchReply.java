package io.aitta.core.reply;

import java.util.List;

/** The answers to the operations of a batch, in their order. */
public record BatchReply(List<Reply> replies) implements Reply {
  public BatchReply {
    replies = List.copyOf(replies);
  }
}
