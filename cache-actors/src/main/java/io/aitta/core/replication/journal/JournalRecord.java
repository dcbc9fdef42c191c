package io.aitta.core.replication.journal;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Version;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestSnapshot;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One record of a copy's journal; they only mean something in their order. A copy is written in
 * rounds: its entries, piece by piece, and between them the changes that are made meanwhile, as in
 * a catch-up. Once a round has ended nothing before it is needed any more.
 */
public sealed interface JournalRecord {
  /** The copy a record is counted for though it says next to nothing, in bytes. */
  long SMALL = 64;

  /** About how much it takes on the disk. */
  long bytes();

  /**
   * A round begins: everything follows that makes a whole copy.
   *
   * @param lives the processes that had this copy and stored all they counted as stored
   * @param kind what it makes of what came before
   * @param requests those that were done up to that version
   * @param at the partition's time then
   */
  record Round(Set<MemberId> lives, Kind kind, RequestSnapshot requests, Version version, long at)
      implements JournalRecord {
    /** What a round makes of the copy before it. */
    public enum Kind {
      /** This is another copy; the one before is void. */
      ANEW,
      /** This is the copy before, once more; it goes on until the round has ended. */
      AGAIN,
      /**
       * This is the copy before with changes since that were not written: it stays as it was until
       * the round has ended, and then is void.
       */
      AFTER_GAP
    }

    public Round {
      requireNonNull(kind, "kind is null");
      lives = Collections.unmodifiableSet(new TreeSet<>(lives));
      requireNonNull(requests, "requests is null");
      requireNonNull(version, "version is null");
    }

    @Override
    public long bytes() {
      return SMALL + requests.bytes();
    }
  }

  /** Entries of one cache, as they are after the change that came last. */
  record Entries(CatchUpItem.Piece piece) implements JournalRecord {
    public Entries {
      requireNonNull(piece, "piece is null");
    }

    @Override
    public long bytes() {
      return SMALL + piece.bytes();
    }
  }

  /** Something changed. */
  record Changed(Change change) implements JournalRecord {
    public Changed {
      requireNonNull(change, "change is null");
    }

    @Override
    public long bytes() {
      return change.bytes();
    }
  }

  /** The round has ended: everything was written. */
  record RoundEnd() implements JournalRecord {
    @Override
    public long bytes() {
      return SMALL;
    }
  }

  /** The cache's entries are not kept any more: those before this say nothing. */
  record Forgotten(CacheId cache) implements JournalRecord {
    public Forgotten {
      requireNonNull(cache, "cache is null");
    }

    @Override
    public long bytes() {
      return SMALL;
    }
  }

  /** Another process of the node goes on with the copy. */
  record Kept(MemberId life) implements JournalRecord {
    public Kept {
      requireNonNull(life, "life is null");
    }

    @Override
    public long bytes() {
      return SMALL;
    }
  }

  /** The copy was given up. */
  record Dropped() implements JournalRecord {
    @Override
    public long bytes() {
      return SMALL;
    }
  }
}
