package io.aitta.register;

import java.time.Duration;

/**
 * When a node makes the first generation of voters. The first member of a cluster does so at once.
 * One that became the oldest because others went has been so for a while before: those who are left
 * repeat what they know, and somebody may know of a generation that those who went had made. Not
 * thread-safe.
 */
final class Founding {
  private final long settling;
  private boolean sawOlder;
  private boolean possible;
  private long possibleSince;

  /**
   * @param settling how long a node that became the oldest waits; several repeats of a status
   */
  Founding(Duration settling) {
    this.settling = settling.toNanos();
  }

  /** Whether it is time, as the members are now. To be asked at each look at them. */
  boolean isDue(long now, Roster roster) {
    sawOlder |= roster.hasOlder();
    boolean mayFound = roster.mayFound();
    if (mayFound && !possible) {
      possibleSince = now;
    }
    possible = mayFound;
    return mayFound && (!sawOlder || now - possibleSince >= settling);
  }
}
