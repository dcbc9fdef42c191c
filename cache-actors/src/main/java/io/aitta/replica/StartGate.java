package io.aitta.replica;

import java.time.Duration;

/**
 * Holds the start of partitions back until the members are there that were announced, so that
 * partitions are placed once and do not move right after; or until it was waited long enough. Once
 * open it stays open. Not thread-safe.
 */
final class StartGate {
  private final int members;
  private final long waitNanos;
  private long upSince;
  private boolean up;
  private boolean open;

  StartGate(int members, Duration wait) {
    this.members = members;
    this.waitNanos = wait.toNanos();
  }

  /**
   * @param selfUp whether this node is a full member
   * @param membersUp how many are, this one included
   */
  boolean isOpen(boolean selfUp, int membersUp, long nanoTime) {
    if (!selfUp) {
      return open;
    }
    if (!up) {
      up = true;
      upSince = nanoTime;
    }
    open = open || membersUp >= members || nanoTime - upSince >= waitNanos;
    return open;
  }
}
