package io.aitta.core.replication.catchup;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestSnapshot;
import java.util.List;

/** One step of a catch-up; the steps only mean something in their order. */
public sealed interface CatchUpItem {
  /** About how much it takes on the road. */
  long bytes();

  /**
   * The first: the requests that were done up to that version.
   *
   * @param at the partition's time then
   * @param decided the version of the configuration that was decided last: only what is decided
   *     later counts this copy in
   */
  record Begin(RequestSnapshot requests, Version version, long at, long decided)
      implements CatchUpItem {
    public Begin {
      requireNonNull(requests, "requests is null");
      requireNonNull(version, "version is null");
    }

    @Override
    public long bytes() {
      return requests.bytes();
    }
  }

  /**
   * The entries of one cache from where the last piece ended, as they are after the change that
   * came last.
   *
   * @param upTo everything before it was copied now; it names the cache
   * @param kept whether the copy keeps them on its disk
   */
  record Piece(List<Entry> entries, CopyPosition upTo, boolean kept) implements CatchUpItem {
    /**
     * @throws IllegalArgumentException when it is of no cache
     */
    public Piece {
      entries = List.copyOf(entries);
      if (upTo.cache().isEmpty()) {
        throw new IllegalArgumentException("a piece of a copy is of a cache");
      }
    }

    /** Whose entries these are. */
    public CacheId cache() {
      return upTo.cache().orElseThrow();
    }

    @Override
    public long bytes() {
      long bytes = 0;
      for (Entry entry : entries) {
        bytes += entry.bytes();
      }
      return bytes;
    }
  }

  /** A change that was made meanwhile; what it says of entries not copied yet comes with them. */
  record Live(Change change) implements CatchUpItem {
    public Live {
      requireNonNull(change, "change is null");
    }

    @Override
    public long bytes() {
      return change.bytes();
    }
  }

  /** The last: everything was copied. */
  record End() implements CatchUpItem {
    @Override
    public long bytes() {
      return 0;
    }
  }
}
