package io.aitta.gateway;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.Reply;

/** What became of one operation of many. */
public sealed interface Attempt {
  /** It was not carried out, since the answers of others were large enough: ask again for it. */
  record Postponed() implements Attempt {}

  /** It was answered. */
  record Answered(Reply reply) implements Attempt {
    public Answered {
      requireNonNull(reply, "reply is null");
    }
  }

  /** It was not. */
  record Failed(CacheException cause) implements Attempt {
    public Failed {
      requireNonNull(cause, "cause is null");
    }
  }
}
