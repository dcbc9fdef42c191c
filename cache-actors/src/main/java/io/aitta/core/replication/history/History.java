package io.aitta.core.replication.history;

import io.aitta.core.model.Version;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The latest changes of a copy: all that may be missing in another copy that is in sync. Not
 * thread-safe.
 */
public final class History {
  private final NavigableMap<Version, Change> changes = new TreeMap<>();
  private Version base;
  private Version committed;
  private long bytes;

  History(Version base) {
    this.base = base;
    this.committed = base;
  }

  /** Adds a change that follows the last. */
  void add(Change change) {
    changes.put(change.last(), change);
    bytes += change.bytes();
  }

  /** Begins anew, after that version. */
  void beginAt(Version version) {
    changes.clear();
    bytes = 0;
    base = version;
  }

  /** The version that the oldest change here follows. */
  public Version base() {
    return base;
  }

  /**
   * The latest version that every copy in sync is known to have. On a copy that was made anew it
   * may be older than the base: what it was made from was not committed yet, as far as it knows.
   */
  public Version committed() {
    return committed;
  }

  /** Forgets the changes up to that version, which every copy in sync has. */
  public void forgetUpTo(Version version) {
    if (version.compareTo(committed) > 0) {
      committed = version;
    }
    while (!changes.isEmpty() && changes.firstKey().compareTo(version) <= 0) {
      forgetFirst();
    }
  }

  /**
   * Forgets the oldest changes but for as many as may be under way at a primary: the latest, and
   * those before that do not exceed the bounds.
   */
  public void keepLatest(int maxChanges, long maxBytes) {
    while (changes.size() > maxChanges || bytes - bytesOfLatest() >= maxBytes) {
      forgetFirst();
    }
  }

  private long bytesOfLatest() {
    return changes.isEmpty() ? 0 : changes.lastEntry().getValue().bytes();
  }

  private void forgetFirst() {
    Map.Entry<Version, Change> first = changes.pollFirstEntry();
    base = first.getKey();
    bytes -= first.getValue().bytes();
  }

  /** The changes that follow that version; to be asked only where it is known. */
  public Collection<Change> after(Version version) {
    return changes.tailMap(version, false).values();
  }

  /** Whether a copy that has come to exactly that version can be brought up to date. */
  public boolean knows(Version version) {
    return version.equals(base) || changes.containsKey(version);
  }

  public int size() {
    return changes.size();
  }

  /** About how much the changes take in memory. */
  public long bytes() {
    return bytes;
  }
}
