package io.aitta.core.store;

import io.aitta.core.model.Lifespan;
import java.util.function.Consumer;

/**
 * Tells which nodes have ended: a hierarchical timing wheel (Varghese and Lauck, "Hashed and
 * Hierarchical Timing Wheels", 1987; in a cache first in Caffeine). A tick is a millisecond; each
 * level has 64 slots and a slot of one level spans all of the level below, so seven levels reach
 * over 139 years. To schedule and to cancel is constant work, and a node is moved down at most once
 * a level.
 *
 * <p>A node that was used since it was scheduled is scheduled anew when it comes up, so a read
 * costs the wheel nothing. To advance first moves whole slots, at most 64 a level, to the ring of
 * what is due, then looks at a bounded number of nodes of that ring; the rest waits for the next
 * call.
 */
final class TimingWheel {
  private static final int SLOT_BITS = 6;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int LEVELS = 7;
  private static final long RANGE = 1L << (SLOT_BITS * LEVELS);

  /** Made as they are needed: most caches use few levels, many none. */
  private final TimerLink[][] levels = new TimerLink[LEVELS][];

  private final TimerLink due = new TimerLink();
  private long time;

  /**
   * @param now milliseconds of the epoch
   */
  TimingWheel(long now) {
    this.time = now;
  }

  /** A wheel of the same time that holds nothing. */
  TimingWheel emptied() {
    return new TimingWheel(time);
  }

  /** Sees to it that the node comes up when it ends, and at no other time it was to come up. */
  void schedule(Node node) {
    node.unlink();
    long endsAt = node.entry.endsAt();
    if (endsAt != Lifespan.NEVER) {
      slotFor(endsAt).append(node);
    }
  }

  void cancel(Node node) {
    node.unlink();
  }

  /**
   * Goes on to that time and hands out nodes that have ended, each once. The time may go back: then
   * nothing is handed out early, and there is nothing more to do before it has come again.
   *
   * @param most how many nodes to look at
   * @return whether there are more to look at
   */
  boolean advance(long now, int most, Consumer<Node> ended) {
    if (now > time) {
      collect(now);
      time = now;
    }
    for (int looked = 0; looked < most && !due.isAlone(); looked++) {
      Node node = (Node) due.next();
      node.unlink();
      if (node.entry.endsAt() <= now) {
        ended.accept(node);
      } else {
        schedule(node);
      }
    }
    return now >= time && !due.isAlone();
  }

  /** Moves the slots that the time has reached to the ring of what is due. */
  private void collect(long now) {
    for (int level = 0; level < LEVELS; level++) {
      int shift = level * SLOT_BITS;
      long first = (time >> shift) + 1;
      long last = now >> shift;
      if (first > last) {
        return;
      }
      if (levels[level] != null) {
        collect(levels[level], first, Math.min(last, first + SLOTS - 1));
      }
    }
  }

  private void collect(TimerLink[] slots, long first, long last) {
    for (long tick = first; tick <= last; tick++) {
      TimerLink slot = slots[slotOf(tick)];
      if (slot != null) {
        due.appendAllOf(slot);
      }
    }
  }

  private TimerLink slotFor(long endsAt) {
    if (endsAt <= time) {
      return due;
    }
    long ahead = Math.min(endsAt - time, RANGE - 1);
    int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(ahead)) / SLOT_BITS;
    if (levels[level] == null) {
      levels[level] = new TimerLink[SLOTS];
    }
    int slot = slotOf((time + ahead) >> (level * SLOT_BITS));
    if (levels[level][slot] == null) {
      levels[level][slot] = new TimerLink();
    }
    return levels[level][slot];
  }

  private static int slotOf(long tick) {
    return (int) (tick & (SLOTS - 1));
  }
}
