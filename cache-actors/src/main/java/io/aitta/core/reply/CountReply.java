package io.aitta.core.reply;

import io.aitta.core.model.Version;

/** What became of a counter. */
public sealed interface CountReply extends Reply
    permits CountReply.Counted,
        CountReply.NotANumber,
        CountReply.OutOfRange,
        PreconditionFailed,
        OverBudget {
  /** It holds this value now. */
  record Counted(long value, Version version) implements CountReply {}

  /** The entry holds no decimal 64-bit number; nothing was changed. */
  record NotANumber() implements CountReply {}

  /** The sum does not fit in 64 bits; nothing was changed. */
  record OutOfRange() implements CountReply {}
}
