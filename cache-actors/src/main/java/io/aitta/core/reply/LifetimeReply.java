package io.aitta.core.reply;

import io.aitta.core.model.Version;

/** How long an entry still lives. */
public sealed interface LifetimeReply extends Reply permits LifetimeReply.Remaining, Absent {
  /** There is no such limit. */
  long LIVES_ON = -1;

  /**
   * The time left, counted at the answer.
   *
   * @param timeToLiveMillis until its time to live ends, or {@link #LIVES_ON}
   * @param idleMillis until it ends if nobody reads or writes it, or {@link #LIVES_ON}
   */
  record Remaining(long timeToLiveMillis, long idleMillis, Version version)
      implements LifetimeReply {}
}
