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
   */
  record Begin(RequestSnapshot requests, Version version, long at) implements CatchUpItem {
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
   * The entries from where the last piece ended, as they are after the change that came last.
   *
   * @param upTo everything before it was copied now
   */
  record Piece(List<Copied> entries, CopyPosition upTo) implements CatchUpItem {
    public Piece {
      entries = List.copyOf(entries);
      requireNonNull(upTo, "upTo is null");
    }

    @Override
    public long bytes() {
      return entries.stream().mapToLong(copied -> copied.entry().bytes()).sum();
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

  /** An entry with its cache. */
  record Copied(CacheId cache, Entry entry) {
    public Copied {
      requireNonNull(cache, "cache is null");
      requireNonNull(entry, "entry is null");
    }
  }
}
