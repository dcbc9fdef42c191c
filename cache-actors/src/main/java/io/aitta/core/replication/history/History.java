package io.aitta.core.replication.history;

import io.aitta.core.model.Version;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The latest changes of a copy: all that may be missing in another copy that is in sync. Not
 * thread-safe.
 */
public final class History {
  private final NavigableMap<Version, Change> changes = new TreeMap<>();
  private Version base;
  private long bytes;

  History(Version base) {
    this.base = base;
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

  /** The version that the oldest change here follows: every copy in sync has come that far. */
  public Version base() {
    return base;
  }

  /** Forgets the changes up to that version, which every copy in sync has. */
  public void forgetUpTo(Version version) {
    if (version.compareTo(base) <= 0) {
      return;
    }
    NavigableMap<Version, Change> old = changes.headMap(version, true);
    if (!old.isEmpty()) {
      base = old.lastKey();
      old.values().forEach(change -> bytes -= change.bytes());
      old.clear();
    }
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
