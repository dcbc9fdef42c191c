package io.aitta.core.replication.catchup;

import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.catchup.CatchUpFeed.Numbered;
import io.aitta.core.replication.history.Copy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The learner's side of a catch-up: applies the items in their order. An item that has overtaken
 * others, as small ones overtake large ones, waits for them, if it is not too far ahead; one that
 * is, or finds no room, comes again. Not thread-safe.
 */
public final class CatchUpIntake {
  private final Copy copy;
  private final CatchUpLimits limits;
  private final Consumer<CatchUpItem> taken;
  private final Map<Long, CatchUpItem> early = new HashMap<>();
  private long earlyBytes;
  private CopyPosition covered = CopyPosition.START;
  private long number;
  private boolean ended;

  /**
   * An intake into a copy that is empty.
   *
   * @param taken hears of each item once it was taken in, but of changes, which the copy tells of
   */
  public CatchUpIntake(CatchUpLimits limits, Copy copy, Consumer<CatchUpItem> taken) {
    this.limits = limits;
    this.copy = copy;
    this.taken = taken;
  }

  /**
   * Takes an item in, and those that have waited for it; or keeps it until its turn comes.
   *
   * @param nanos by the node's clock that never goes back
   */
  public void take(Numbered numbered, long nanos) {
    if (numbered.number() > number + 1) {
      keep(numbered);
    } else if (numbered.number() == number + 1) {
      takeNext(numbered.item(), nanos);
      takeKept(nanos);
    }
  }

  /** The number of the latest item that was taken in; 0 before the first. */
  public long number() {
    return number;
  }

  /** Whether everything is there. */
  public boolean hasEnded() {
    return ended;
  }

  private void keep(Numbered numbered) {
    CatchUpItem item = numbered.item();
    boolean near = numbered.number() - number <= limits.maxResent();
    boolean room = earlyBytes + item.bytes() <= limits.creditBytes() + limits.pieceBytes();
    if (near && room && early.putIfAbsent(numbered.number(), item) == null) {
      earlyBytes += item.bytes();
    }
  }

  private void takeKept(long nanos) {
    CatchUpItem next = early.remove(number + 1);
    while (next != null) {
      earlyBytes -= next.bytes();
      takeNext(next, nanos);
      next = early.remove(number + 1);
    }
  }

  private void takeNext(CatchUpItem item, long nanos) {
    if (!ended) {
      number++;
      take(item, nanos);
    }
  }

  private void take(CatchUpItem item, long nanos) {
    if (item instanceof CatchUpItem.Begin begin) {
      copy.begin(begin.requests(), begin.version(), begin.at());
      copy.hearTime(begin.at(), nanos);
    } else if (item instanceof CatchUpItem.Piece piece) {
      long now = copy.timeAt(nanos);
      piece.entries().forEach(entry -> copy.partition().restore(piece.cache(), entry, now));
      covered = piece.upTo();
    } else if (item instanceof CatchUpItem.Live live) {
      copy.apply(live.change(), covered);
    } else {
      ended = true;
    }
    if (!(item instanceof CatchUpItem.Live)) {
      taken.accept(item);
    }
  }
}
