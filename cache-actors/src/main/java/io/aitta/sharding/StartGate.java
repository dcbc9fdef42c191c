package io.aitta.sharding;

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
   * Whether it is open; asked only while this node is a full member, and waits from the first time.
   *
   * @param membersUp how many full members there are, this one included
   */
  boolean isOpen(int membersUp, long nanoTime) {
    if (!up) {
      up = true;
      upSince = nanoTime;
    }
    open = open || membersUp >= members || nanoTime - upSince >= waitNanos;
    return open;
  }
}
