package io.aitta.core.replication.journal;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes a copy of the records of a journal, taken in their order. Changes of entries that were not
 * written yet when they were made do no harm: such an entry comes later, as it was by then. Not
 * thread-safe.
 */
public final class CopyRestorer {
  private final Copy.Opener opener;
  private final RequestLimits limits;
  private final Set<MemberId> lives = new TreeSet<>();
  private final Set<CacheId> caches = new HashSet<>();
  private Optional<Copy> copy = Optional.empty();

  /** What is good until the round that follows a gap has ended. */
  private Optional<RestoredCopy> older = Optional.empty();

  private boolean whole;
  private long at;
  private long roundBytes;
  private long changedBytes;
  private boolean inRound;

  /**
   * A restorer that has read nothing yet.
   *
   * @param opener makes an empty partition, whose epoch is 0
   */
  public CopyRestorer(Copy.Opener opener, RequestLimits limits) {
    this.opener = opener;
    this.limits = limits;
  }

  /** Takes the next record. */
  public void take(JournalRecord record) {
    count(record);
    if (record instanceof JournalRecord.Round round) {
      begin(round);
    } else if (record instanceof JournalRecord.Dropped) {
      discard();
      discardOlder();
    } else if (record instanceof JournalRecord.Kept kept) {
      lives.add(kept.life());
    } else {
      copy.ifPresent(it -> takeInto(it, record));
    }
  }

  /** The copy, if the records make a whole one; one that is not whole gives its memory back. */
  public Optional<RestoredCopy> result() {
    if (whole) {
      discardOlder();
    } else {
      discard();
    }
    return older.or(() -> latest(false));
  }

  private Optional<RestoredCopy> latest(boolean interrupted) {
    return copy.map(it -> latest(it, interrupted));
  }

  /** Without what is not to be kept any more, which the disk may not have been told. */
  private RestoredCopy latest(Copy it, boolean interrupted) {
    Set<CacheId> over =
        caches.stream().filter(it.partition()::isNotKept).collect(Collectors.toUnmodifiableSet());
    over.forEach(it.partition()::forget);
    caches.removeAll(over);
    return new RestoredCopy(
        it, lives, new RestoredCopy.Kept(caches, over, roundBytes, changedBytes), interrupted, at);
  }

  private void count(JournalRecord record) {
    if (record instanceof JournalRecord.Round) {
      inRound = true;
      roundBytes = 0;
      changedBytes = 0;
    } else if (record instanceof JournalRecord.RoundEnd) {
      inRound = false;
    } else if (inRound && !(record instanceof JournalRecord.Changed)) {
      roundBytes += record.bytes();
    } else {
      changedBytes += record.bytes();
    }
  }

  /** A round of a copy that is whole repeats what is there, and what was not kept before. */
  private void begin(JournalRecord.Round round) {
    if (whole && round.kind() == Kind.AGAIN) {
      return;
    }
    if (round.kind() == Kind.ANEW) {
      discardOlder();
    } else if (whole) {
      discardOlder();
      older = latest(true);
      copy = Optional.empty();
    }
    discard();
    Copy fresh = new Copy(opener, limits, (change, awaited) -> {});
    fresh.begin(round.requests(), round.version(), round.at());
    lives.addAll(round.lives());
    at = round.at();
    copy = Optional.of(fresh);
  }

  private void takeInto(Copy it, JournalRecord record) {
    if (record instanceof JournalRecord.Changed changed) {
      apply(it, changed.change());
    } else if (record instanceof JournalRecord.Entries entries) {
      restore(it, entries.piece());
    } else if (record instanceof JournalRecord.RoundEnd) {
      whole = true;
      discardOlder();
    } else if (record instanceof JournalRecord.Forgotten forgotten) {
      caches.remove(forgotten.cache());
      it.partition().forget(forgotten.cache());
    }
  }

  private void apply(Copy it, Change change) {
    it.apply(change);
    it.history().keepLatest(1, 1);
    change.effects().forEach(this::note);
    at = Math.max(at, change.at());
  }

  private void note(Effect effect) {
    if (effect instanceof Effect.SegmentDropped) {
      caches.remove(effect.cache());
    } else {
      caches.add(effect.cache());
    }
  }

  private void restore(Copy it, CatchUpItem.Piece piece) {
    caches.add(piece.cache());
    piece.entries().forEach(entry -> it.partition().restore(piece.cache(), entry, at));
  }

  private void discardOlder() {
    older.map(RestoredCopy::copy).ifPresent(Copy::close);
    older = Optional.empty();
  }

  private void discard() {
    copy.ifPresent(Copy::close);
    copy = Optional.empty();
    whole = false;
    lives.clear();
    caches.clear();
    at = 0;
  }
}
