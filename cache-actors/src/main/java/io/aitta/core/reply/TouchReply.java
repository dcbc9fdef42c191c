package io.aitta.core.reply;

import io.aitta.core.model.Version;

/** What became of an entry whose lifetime was to change. */
public sealed interface TouchReply extends Reply
    permits TouchReply.Touched, Absent, PreconditionFailed {
  /** It was done; the entry has the version it had. */
  record Touched(Version version) implements TouchReply {}
}
