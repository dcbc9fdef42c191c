package io.aitta.core.replication.journal;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Version;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.catchup.PieceReader;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a copy to the disk in rounds: as it is being made, or as it is, piece by piece between the
 * changes, which nothing waits for. What a round makes superfluous is forgotten once it has ended
 * there, so the disk has one whole copy at any time, and besides it no more than the one that is
 * being written and {@linkplain LogLimits#roundAfter changes}.
 */
public final class WrittenLog implements CopyLog {
  /** When the disk names more processes that are over, the copy is written once more without. */
  private static final int MOST_LIVES = 16;

  /** How many pieces are read at a time. */
  private static final int MAX_READ = 16;

  private final MemberId self;
  private final LogLimits limits;
  private final Disk disk;
  private final Unstored unstored = new Unstored();
  private final Loss loss = new Loss();
  private final KeptCaches caches = new KeptCaches();
  private final Set<MemberId> lives = new TreeSet<>();

  /** Of a copy that is whole: what is still to be read in the round that is under way. */
  private Optional<PieceReader> reader = Optional.empty();

  private long now;
  private long number;
  private boolean hasCopy;
  private long roundAt;
  private long endAt = Long.MAX_VALUE;
  private boolean whole;

  /** Whether the copy here is whole, on the disk or not. */
  private boolean complete;

  /** The record after which the disk says that this process has the copy. */
  private long ownedAt;

  private long storedUpTo;

  /** When the disk stored something last, or was given its latest chance. */
  private long cameFurtherAt;

  /** How many processes the disk names. */
  private int livesThere;

  private long roundBytes;
  private long changedBytes;

  /** Where the records go. */
  public interface Disk {
    /**
     * Writes a record after all before it; told of by its number once it is stored.
     *
     * @param awaited whether somebody waits for that
     */
    void store(long number, JournalRecord record, boolean awaited);

    /** What was written before that number is not needed any more. */
    void forgetBefore(long number);
  }

  /** A log of which nothing is written yet. */
  public WrittenLog(MemberId self, LogLimits limits, Disk disk) {
    this.self = self;
    this.limits = limits;
    this.disk = disk;
  }

  @Override
  public void stepBegins(long nanos) {
    now = nanos;
  }

  @Override
  public void take(CatchUpItem item) {
    if (item instanceof CatchUpItem.Begin begin) {
      cameFurtherAt = now;
      lives.clear();
      lives.add(self);
      caches.clear();
      loss.end();
      whole = false;
      complete = false;
      reader = Optional.empty();
      begin(Kind.ANEW, begin.requests(), begin.version(), begin.at());
    } else if (item instanceof CatchUpItem.Piece piece) {
      if (piece.kept()) {
        caches.add(Set.of(piece.cache()));
        write(new JournalRecord.Entries(piece));
      }
    } else if (item instanceof CatchUpItem.End) {
      complete = true;
      end();
    }
  }

  @Override
  public void keep(Change change, boolean awaited) {
    if (!hasCopy) {
      return;
    }
    change.effects().stream()
        .filter(effect -> caches.note(effect, change.kept()))
        .map(Effect::cache)
        .forEach(cache -> forget(cache, change));
    if (change.kept()) {
      JournalRecord record = new JournalRecord.Changed(change);
      number++;
      changedBytes += record.bytes();
      unstored.addChange(number, record.bytes(), now, change.after());
      give(record, awaited);
    }
  }

  @Override
  public void goOn(RestoredCopy restored) {
    hasCopy = true;
    whole = true;
    complete = true;
    lives.addAll(restored.lives());
    lives.add(self);
    livesThere = lives.size();
    caches.add(restored.kept().caches());
    roundBytes = restored.kept().liveBytes();
    changedBytes = restored.kept().changedBytes();
    restored.copy().keepIn(this);
    if (restored.interrupted()) {
      failed();
    } else {
      write(new JournalRecord.Kept(self));
      ownedAt = number;
      restored.kept().over().forEach(cache -> write(new JournalRecord.Forgotten(cache)));
    }
  }

  @Override
  public void countedIn() {
    lives.retainAll(Set.of(self));
  }

  @Override
  public void drop() {
    if (hasCopy) {
      hasCopy = false;
      whole = false;
      complete = false;
      reader = Optional.empty();
      endAt = Long.MAX_VALUE;
      write(new JournalRecord.Dropped());
      disk.forgetBefore(number);
      loss.end();
    }
  }

  @Override
  public void look(Copy copy, long at) {
    boolean free = whole && endAt == Long.MAX_VALUE && reader.isEmpty();
    if (loss.isSilent() && complete) {
      begin(loss.mend(), copy, at);
    } else if (free && (caches.hasOldEntries(copy.partition()) || isRoundDue(copy))) {
      begin(Kind.AGAIN, copy, at);
    }
    for (int read = 0; read < MAX_READ && mayRead(); read++) {
      Optional<CatchUpItem.Piece> piece = reader.get().next(copy.partition());
      if (piece.isEmpty()) {
        reader = Optional.empty();
        end();
      } else if (caches.has(piece.get().cache())) {
        write(new JournalRecord.Entries(piece.get()));
      }
    }
  }

  @Override
  public void stored(long upTo) {
    unstored.stored(upTo);
    storedUpTo = upTo;
    cameFurtherAt = now;
    if (upTo >= endAt) {
      endAt = Long.MAX_VALUE;
      whole = true;
      loss.end();
      disk.forgetBefore(roundAt);
    }
  }

  @Override
  public void failed() {
    if (hasCopy) {
      loss.happens(whole, now);
      whole = false;
      reader = Optional.empty();
      endAt = Long.MAX_VALUE;
    }
  }

  @Override
  public Version stored(Version head) {
    return whole ? unstored.before().orElse(head) : NOTHING;
  }

  @Override
  public boolean isOwned() {
    return whole && storedUpTo >= ownedAt;
  }

  @Override
  public boolean isSettled() {
    return unstored.isEmpty() && !loss.isThere();
  }

  @Override
  public boolean isBehind() {
    return loss.isThere() || unstored.hasChangeOlderThan(limits.maxLag().toNanos(), now);
  }

  @Override
  public boolean isStalled() {
    long patience = limits.patience().toNanos();
    return loss.isOlderThan(patience, now) || unstored.hasOlderThan(patience, now);
  }

  @Override
  public boolean isStuck() {
    return isStalled() && now - cameFurtherAt > limits.patience().toNanos();
  }

  @Override
  public Set<MemberId> lives() {
    return Collections.unmodifiableSet(lives);
  }

  /** What was changed last is not safe before the disk knows that it has old entries. */
  private void forget(CacheId cache, Change change) {
    JournalRecord record = new JournalRecord.Forgotten(cache);
    number++;
    changedBytes += record.bytes();
    unstored.addChange(number, record.bytes(), now, change.after());
    give(record, true);
  }

  private boolean mayRead() {
    return reader.isPresent() && unstored.bytes() < limits.creditBytes();
  }

  private boolean isRoundDue(Copy copy) {
    boolean tooManyLives = livesThere > MOST_LIVES && lives.size() < livesThere;
    return tooManyLives || changedBytes >= limits.roundAfter(copy.partition().number(), roundBytes);
  }

  /** Begins to write the copy as it is. */
  private void begin(Kind kind, Copy copy, long at) {
    reader = Optional.of(new PieceReader(limits.pieceBytes()));
    begin(kind, copy.requests().snapshot(), copy.head(), at);
  }

  private void begin(Kind kind, RequestSnapshot requests, Version version, long at) {
    hasCopy = true;
    endAt = Long.MAX_VALUE;
    roundBytes = 0;
    changedBytes = 0;
    livesThere = lives.size();
    write(new JournalRecord.Round(lives, kind, requests, version, at));
    roundAt = number;
  }

  private void end() {
    write(new JournalRecord.RoundEnd());
    endAt = loss.isSilent() ? Long.MAX_VALUE : number;
  }

  /** Gives the disk a record, unless that would not follow what it has. */
  private void give(JournalRecord record, boolean awaited) {
    if (!loss.isSilent()) {
      disk.store(number, record, awaited);
    }
  }

  private void write(JournalRecord record) {
    number++;
    roundBytes += record.bytes();
    unstored.add(number, record.bytes(), now);
    give(record, true);
  }
}
