package io.aitta.core.replication.catchup;

import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The primary's side of a catch-up. A piece is read from the entries as they are at that moment and
 * takes its number in the order of the changes, so whoever applies all in order misses nothing and
 * sees nothing twice: a change before the piece is in it, a change after it applies to it. No
 * tombstones and no comparing of versions are needed. What was not acknowledged is kept and sent
 * again. Not thread-safe.
 */
public final class CatchUpFeed {
  private final CatchUpLimits limits;
  private final Deque<Numbered> unacknowledged = new ArrayDeque<>();
  private final PieceReader reader;
  private long lastNumber;
  private long bytes;
  private boolean ended;

  /** An item with its place, from 1. */
  public record Numbered(long number, CatchUpItem item) {}

  /**
   * A feed that begins with what the copy knows of requests.
   *
   * @param at the partition's time
   * @param decided the version of the latest configuration
   */
  public CatchUpFeed(CatchUpLimits limits, Copy copy, long at, long decided) {
    this.limits = limits;
    this.reader = new PieceReader(limits.pieceBytes());
    append(new CatchUpItem.Begin(copy.requests().snapshot(), copy.head(), at, decided));
  }

  /** Adds a change that was made. */
  public Numbered live(Change change) {
    return append(new CatchUpItem.Live(change));
  }

  /** Reads pieces as long as the learner has room for them, and says at last that it was all. */
  public List<Numbered> read(Copy copy) {
    List<Numbered> read = new ArrayList<>();
    while (!ended && bytes < limits.creditBytes() && read.size() < limits.maxPieces()) {
      read.add(append(next(copy)));
    }
    return read;
  }

  /**
   * The learner has everything up to that number.
   *
   * @return whether that is news
   */
  public boolean acknowledged(long number) {
    int before = unacknowledged.size();
    while (!unacknowledged.isEmpty() && unacknowledged.peek().number() <= number) {
      bytes -= unacknowledged.poll().item().bytes();
    }
    return unacknowledged.size() < before;
  }

  /** What the learner is to have next, the oldest first; a bounded number. */
  public List<Numbered> unacknowledged() {
    return unacknowledged.stream().limit(limits.maxResent()).toList();
  }

  /** Whether everything was read. */
  public boolean hasEnded() {
    return ended;
  }

  /**
   * Whether the learner is too far behind the writes to be waited for. The largest item does not
   * count: an entry that has more bytes than may wait could not be copied at all.
   */
  public boolean overflows() {
    return unacknowledged.size() > limits.maxBacklog()
        || (bytes > limits.maxBacklogBytes() && bytes - largest() > limits.maxBacklogBytes());
  }

  private long largest() {
    return unacknowledged.stream().mapToLong(one -> one.item().bytes()).max().orElse(0);
  }

  private Numbered append(CatchUpItem item) {
    lastNumber++;
    Numbered numbered = new Numbered(lastNumber, item);
    unacknowledged.add(numbered);
    bytes += item.bytes();
    return numbered;
  }

  private CatchUpItem next(Copy copy) {
    Optional<CatchUpItem.Piece> piece = reader.next(copy.partition());
    ended = piece.isEmpty();
    return ended ? new CatchUpItem.End() : piece.get();
  }
}
