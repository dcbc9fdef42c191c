package io.aitta.core.replication.journal;

import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import java.util.OptionalLong;

/** What the disk lacks of what it was given, from a failure on until a round has ended. */
final class Loss {
  private OptionalLong since = OptionalLong.empty();

  /** Whether that round has yet to begin: nothing before it would follow what the disk has. */
  private boolean silent;

  /** Whether the disk has a whole copy, as it was before. */
  private boolean older;

  /** Something was lost, perhaps not for the first time. */
  void happens(boolean whole, long now) {
    since = OptionalLong.of(since.orElse(now));
    silent = true;
    older |= whole;
  }

  boolean isSilent() {
    return silent;
  }

  /** Begins the round that makes it good. */
  Kind mend() {
    silent = false;
    return older ? Kind.AFTER_GAP : Kind.ANEW;
  }

  boolean isThere() {
    return since.isPresent();
  }

  boolean isOlderThan(long nanos, long now) {
    return since.isPresent() && now - since.getAsLong() > nanos;
  }

  /** The disk lacks nothing any more, or has nothing to do with it. */
  void end() {
    since = OptionalLong.empty();
    silent = false;
    older = false;
  }
}
