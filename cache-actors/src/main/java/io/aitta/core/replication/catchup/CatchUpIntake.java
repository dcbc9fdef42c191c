package io.aitta.core.replication.catchup;

import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.history.Copy;

/** The learner's side of a catch-up: applies the items in their order. Not thread-safe. */
public final class CatchUpIntake {
  private final Copy copy;
  private CopyPosition covered = CopyPosition.START;
  private long number;
  private boolean ended;

  /** An intake into a copy that is empty. */
  public CatchUpIntake(Copy copy) {
    this.copy = copy;
  }

  /**
   * Takes an item in, if it is the next.
   *
   * @param nanos by the node's clock that never goes back
   */
  public void take(CatchUpFeed.Numbered numbered, long nanos) {
    if (numbered.number() == number + 1 && !ended) {
      number++;
      take(numbered.item(), nanos);
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

  private void take(CatchUpItem item, long nanos) {
    if (item instanceof CatchUpItem.Begin begin) {
      copy.begin(begin.requests(), begin.version(), begin.at());
      copy.hearTime(begin.at(), nanos);
    } else if (item instanceof CatchUpItem.Piece piece) {
      long now = copy.timeAt(nanos);
      piece.entries().forEach(one -> copy.partition().restore(one.cache(), one.entry(), now));
      covered = piece.upTo();
    } else if (item instanceof CatchUpItem.Live live) {
      copy.apply(live.change(), covered);
    } else {
      ended = true;
    }
  }
}
