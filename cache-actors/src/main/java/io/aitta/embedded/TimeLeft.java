package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.LifetimeReply;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an entry still lives, counted at the answer.
 *
 * @param timeToLive until its time to live ends; empty without one
 * @param idle until it ends if nobody reads or writes it; empty without such a limit
 */
public record TimeLeft(Optional<Duration> timeToLive, Optional<Duration> idle) {
  public TimeLeft {
    requireNonNull(timeToLive, "timeToLive is null");
    requireNonNull(idle, "idle is null");
  }

  static TimeLeft of(LifetimeReply.Remaining remaining) {
    return new TimeLeft(limit(remaining.timeToLiveMillis()), limit(remaining.idleMillis()));
  }

  static Optional<Duration> limit(long millis) {
    return millis == LifetimeReply.LIVES_ON
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(millis));
  }
}
