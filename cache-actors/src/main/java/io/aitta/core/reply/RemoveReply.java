package io.aitta.core.reply;

/** What became of an entry that was to go. */
public sealed interface RemoveReply extends Reply
    permits RemoveReply.Removed, Absent, PreconditionFailed {
  /** It is gone. */
  record Removed() implements RemoveReply {}
}
