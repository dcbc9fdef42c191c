package io.aitta.core.register.proposer;

import java.util.random.RandomGenerator;

/** Random pauses that double, so that rivals get out of step. */
final class Backoff {
  private static final int MAX_DOUBLINGS = 16;

  private final ProposerSettings settings;
  private final RandomGenerator jitter;

  Backoff(ProposerSettings settings, RandomGenerator jitter) {
    this.settings = settings;
    this.jitter = jitter;
  }

  /** The pause after that many failed attempts, in nanoseconds. */
  long after(int attempts) {
    int doublings = Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
    boolean most = settings.leastBackoff() > settings.mostBackoff() >> doublings;
    long longest = most ? settings.mostBackoff() : settings.leastBackoff() << doublings;
    return jitter.nextLong(longest) + 1;
  }
}
