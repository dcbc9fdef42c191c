package io.aitta.core.replication.catchup;

import io.aitta.core.model.Version;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import java.util.HashMap;
import java.util.Map;

/**
 * The backup's side of one primary's changes: applies them in their order. A change that has
 * overtaken others, as small ones overtake large ones, waits for them; one that finds no room comes
 * again. Not thread-safe.
 */
public final class ChangeIntake {
  private final Copy copy;
  private final int maxChanges;
  private final long maxBytes;

  /** By the version each follows. */
  private final Map<Version, Change> early = new HashMap<>();

  private long earlyBytes;

  /**
   * An intake into a copy that is whole.
   *
   * @param maxChanges how many changes may wait
   * @param maxBytes how many bytes they may have together
   */
  public ChangeIntake(Copy copy, int maxChanges, long maxBytes) {
    this.copy = copy;
    this.maxChanges = maxChanges;
    this.maxBytes = maxBytes;
  }

  /** Applies a change, and those that have waited for it; or keeps it until its turn comes. */
  public void take(Change change) {
    int distance = change.after().compareTo(copy.head());
    if (distance > 0) {
      keep(change);
    } else if (distance == 0) {
      copy.apply(change);
      takeKept();
    }
  }

  private void keep(Change change) {
    boolean room = early.size() < maxChanges && earlyBytes + change.bytes() <= maxBytes;
    if (room && early.putIfAbsent(change.after(), change) == null) {
      earlyBytes += change.bytes();
    }
  }

  private void takeKept() {
    Change next = early.remove(copy.head());
    while (next != null) {
      earlyBytes -= next.bytes();
      copy.apply(next);
      next = early.remove(copy.head());
    }
  }
}
