package io.aitta.sensor;

import java.time.Duration;

/**
 * Decides from what comes of knocking at a process's two ports whether it is dead. Not thread-safe;
 * times are of a monotonic clock, in nanoseconds.
 *
 * <p>It is dead when, after it had once said at these very addresses who it is, either both ports
 * refused a connection, twice, or another process says who it is at the port of the sensor. Nothing
 * else proves anything.
 */
final class Inquest {
  private static final int ROUNDS = 2;
  private static final int MOST_DOUBLINGS = 20;

  private final SensorSettings settings;
  private boolean known;
  private boolean replaced;
  private boolean dead;
  private int rounds;
  private int failures;
  private boolean greeted;
  private long greetedAt;
  private Door next = Door.SENSOR;
  private long due;

  /** A port of the process. */
  enum Door {
    SENSOR,
    ARTERY
  }

  Inquest(SensorSettings settings, long now) {
    this.settings = settings;
    this.due = now;
  }

  boolean isDead() {
    return dead;
  }

  /** Where to knock next. */
  Door next() {
    return next;
  }

  /** When to knock next. */
  long due() {
    return due;
  }

  /** The process itself answered at the port of its sensor. */
  void greeted(long now) {
    known = true;
    rounds = 0;
    greeted = true;
    greetedAt = now;
  }

  /** Another process answered there: so this one does not hold the port any more. */
  void otherGreeted(long now) {
    dead = dead || known;
    inconclusive(now);
  }

  /** Another process is known to hold the port of Artery: it refuses this one's part, for good. */
  void replaced() {
    replaced = true;
  }

  /** A connection to the sensor has ended. */
  void lost(long now) {
    if (greeted && now - greetedAt > settings.retryMax().toNanos()) {
      failures = 0;
    }
    greeted = false;
    knockAgain(now);
  }

  /** The connection was refused where {@link #next} said. */
  void refused(long now) {
    if (!known) {
      inconclusive(now);
    } else if (next == Door.SENSOR && !replaced) {
      next = Door.ARTERY;
      due = now;
    } else {
      rounds++;
      dead = dead || rounds >= ROUNDS;
      next = Door.SENSOR;
      due = now + settings.proofPause().toNanos();
    }
  }

  /** Knocking proved nothing. */
  void inconclusive(long now) {
    rounds = 0;
    failures = Math.max(1, failures);
    knockAgain(now);
  }

  private void knockAgain(long now) {
    next = Door.SENSOR;
    due = now + pause(failures).toNanos();
    failures = Math.min(failures + 1, MOST_DOUBLINGS);
  }

  private Duration pause(int afterFailures) {
    if (afterFailures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = settings.retryMin().multipliedBy(1L << (afterFailures - 1));
    return doubled.compareTo(settings.retryMax()) < 0 ? doubled : settings.retryMax();
  }
}
