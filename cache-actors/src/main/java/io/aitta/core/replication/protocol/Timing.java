package io.aitta.core.replication.protocol;

import java.time.Duration;

/**
 * How long a replica waits for what.
 *
 * @param lease how long a primary may answer reads by itself after it asked its copies
 * @param heartbeat how often it asks
 * @param resend when what was not acknowledged is sent again
 * @param silence after what time without a word a copy is to be replaced by another, and a primary
 *     by a copy, at least {@code heartbeat}
 * @param aloneAfter after what time without a word a copy is dropped though nobody has taken its
 *     place; from 0, where silence alone drops it
 * @param drain how long a hand-over waits for what is under way
 * @param register after what time an unanswered question to the register counts as undecided
 * @param retry how long to wait after an undecided question, and by how much candidates differ
 */
public record Timing(
    Duration lease,
    Duration heartbeat,
    Duration resend,
    Duration silence,
    Duration aloneAfter,
    Duration drain,
    Duration register,
    Duration retry) {
  /** Reads by lease for a second, four heartbeats a second. */
  public static final Timing DEFAULT =
      new Timing(
          Duration.ofMillis(1000),
          Duration.ofMillis(250),
          Duration.ofMillis(200),
          Duration.ofMillis(1000),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofMillis(3000),
          Duration.ofMillis(100));

  /** A copy waits longer than a lease lasts, by this part of it. */
  private static final double GRACE_FACTOR = 1.05;

  private static final Duration GRACE_EXTRA = Duration.ofMillis(50);

  /** What is larger goes in several frames, and others overtake it. */
  private static final long FRAME_BYTES = 128 << 10;

  /**
   * @throws IllegalArgumentException when a wait is not positive or leases run out in between
   */
  public Timing {
    if (heartbeat.isNegative() || heartbeat.isZero() || resend.isNegative() || resend.isZero()) {
      throw new IllegalArgumentException("a heartbeat and a resend interval are positive");
    }
    if (aloneAfter.isNegative()) {
      throw new IllegalArgumentException("a primary goes on alone after 0 s at least");
    }
    if (lease.compareTo(heartbeat.multipliedBy(2)) < 0 || silence.compareTo(heartbeat) < 0) {
      throw new IllegalArgumentException(
          "a lease of "
              + lease
              + " or a silence of "
              + silence
              + " is too short for heartbeats of "
              + heartbeat);
    }
  }

  /**
   * How long a copy won't help to replace a primary that asked for a lease, counted from the
   * arrival of the question. It outlasts the lease, which is counted from the question's sending,
   * as long as no clock gains or loses more than two in a hundred on true time: (1 + 0.02) / (1 -
   * 0.02) is under 1.05.
   */
  public Duration grace() {
    return Duration.ofNanos((long) (lease.toNanos() * GRACE_FACTOR)).plus(GRACE_EXTRA);
  }

  /**
   * After what time without a word of its primary a copy asks to lead, unless that one is proven
   * dead: as late as silence counts, and not before the grace is over. A primary that only has no
   * processor for a moment would be replaced for nothing.
   */
  public Duration takeover() {
    return silence.compareTo(grace()) > 0 ? silence : grace();
  }

  /**
   * When something that was not acknowledged is sent again: what is large takes its time on the
   * road.
   *
   * @param bytes of the largest item that would be sent again
   */
  public Duration resend(long bytes) {
    Duration half = silence.dividedBy(2);
    return bytes > FRAME_BYTES && half.compareTo(resend) > 0 ? half : resend;
  }

  /** How long a learner that hears nothing keeps what it has. */
  public Duration learnerPatience() {
    return silence.multipliedBy(10);
  }
}
