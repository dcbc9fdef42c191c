package io.aitta.persistence.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What was asked of a store and not begun: bounded in bytes. The committing thread waits here, for
 * what is asked next and for the end of a force. Thread-safe.
 */
final class Inbox {
  /** What came of offering something. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private final long mostBytes;
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();
  private long bytes;
  private boolean isSignalled;
  private boolean isClosed;

  Inbox(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized Offer offer(Waiting<?> waiting) {
    long weight = waiting.weight();
    if (isClosed) {
      return Offer.CLOSED;
    }
    if (bytes > 0 && bytes + weight > mostBytes) {
      return Offer.FULL;
    }
    queue.add(waiting);
    bytes += weight;
    notifyAll();
    return Offer.TAKEN;
  }

  synchronized long bytes() {
    return bytes;
  }

  /** Wakes the one who waits, or who waits next. */
  synchronized void signal() {
    isSignalled = true;
    notifyAll();
  }

  synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  /** Whether nothing waits, and nothing more will. */
  synchronized boolean isEnded() {
    return isClosed && queue.isEmpty();
  }

  /**
   * Waits for a signal, for something to take, or for the end.
   *
   * @param mayTake whether something to take is waited for
   * @param isAtWork whether a signal is to come, which the end has to wait for
   * @param mostMillis how long; 0 for ever
   * @return whether the time was over
   */
  synchronized boolean await(boolean mayTake, boolean isAtWork, long mostMillis) {
    while (!isSignalled && !(mayTake && !queue.isEmpty()) && (!isClosed || isAtWork)) {
      try {
        wait(mostMillis);
      } catch (InterruptedException nobodyShould) {
        isClosed = true;
      }
      if (mostMillis > 0) {
        break;
      }
    }
    boolean isOver = !isSignalled && queue.isEmpty() && !isClosed;
    isSignalled = false;
    return isOver;
  }

  /** What waits, oldest first: no more once it has so many bytes. */
  synchronized List<Waiting<?>> take(long most) {
    List<Waiting<?>> batch = new ArrayList<>();
    long weight = 0;
    while (!queue.isEmpty() && weight < most) {
      Waiting<?> next = queue.remove();
      weight += next.weight();
      batch.add(next);
    }
    bytes -= weight;
    return batch;
  }
}
