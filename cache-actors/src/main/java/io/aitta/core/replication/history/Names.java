package io.aitta.core.replication.history;

import io.aitta.core.replication.history.RequestSnapshot.Name;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names that callers have given to writes, each known for a promised time, whatever becomes of
 * its answer. There is room for so many; whoever executes asks for it before. Not thread-safe.
 *
 * <p>There may be many, so they are kept in arrays, 32 to 64 bytes each: a ring in the order of
 * their age, and a table of the places in the ring, searched from a name's own slot on, without
 * gaps (linear probing; Knuth, The Art of Computer Programming 3, 6.4, algorithms L and R).
 */
final class Names {
  private static final int SMALLEST = 16;
  private static final int ABSENT = -1;

  /** Odd bits of the golden ratio: spreads names over the slots. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final int max;
  private final long keptMillis;

  /** Of each place in the ring a name, what was asked, and when. */
  private long[] names;

  private long[] whats;
  private long[] times;

  /** Places in the ring, one up; 0 for none. Twice as many as places. */
  private int[] slots;

  private int eldest;
  private int size;

  Names(int max, long keptMillis) {
    this.max = max;
    this.keptMillis = keptMillis;
    clear();
  }

  /** Whether that was done. */
  boolean isKnown(RequestId id) {
    int place = find(id.origin());
    return place != ABSENT && whats[place] == id.number();
  }

  /** Whether something else was done under the name. */
  boolean isTaken(RequestId id) {
    int place = find(id.origin());
    return place != ABSENT && whats[place] != id.number();
  }

  /** Whether another name can be known for as long as is promised, and all that are known, too. */
  boolean hasRoom(long now) {
    return size < max || isEldestOld(now);
  }

  /** Adds a name that is no older than any other, unless it is known. */
  void add(Name name) {
    if (find(name.name()) != ABSENT) {
      return;
    }
    if (size == names.length) {
      resize(2 * size);
    }
    append(name);
  }

  void forgetOld(long now) {
    while (size > 0 && isEldestOld(now)) {
      vacate(slotOf(names[eldest]));
      eldest = place(1);
      size--;
    }
    if (names.length > SMALLEST && size <= names.length / 4) {
      resize(names.length / 2);
    }
  }

  /** The eldest first. */
  List<Name> all() {
    return IntStream.range(0, size)
        .map(this::place)
        .mapToObj(place -> new Name(names[place], whats[place], times[place]))
        .toList();
  }

  void clear() {
    allocate(SMALLEST);
  }

  private boolean isEldestOld(long now) {
    return now - times[eldest] > keptMillis;
  }

  private void resize(int places) {
    List<Name> all = all();
    allocate(places);
    all.forEach(this::append);
  }

  private void allocate(int places) {
    names = new long[places];
    whats = new long[places];
    times = new long[places];
    slots = new int[2 * places];
    eldest = 0;
    size = 0;
  }

  private void append(Name name) {
    int place = place(size);
    names[place] = name.name();
    whats[place] = name.what();
    times[place] = name.at();
    slots[slotOf(name.name())] = place + 1;
    size++;
  }

  private int place(int age) {
    return (eldest + age) & (names.length - 1);
  }

  private int find(long name) {
    return slots[slotOf(name)] - 1;
  }

  /** The slot that has the name, or the free one where it would be. */
  private int slotOf(long name) {
    int slot = home(name);
    while (slots[slot] != 0 && names[slots[slot] - 1] != name) {
      slot = next(slot);
    }
    return slot;
  }

  /** Frees a slot, and moves up those that would not be found behind the gap. */
  private void vacate(int slot) {
    int gap = slot;
    slots[gap] = 0;
    for (int later = next(gap); slots[later] != 0; later = next(later)) {
      int home = home(names[slots[later] - 1]);
      if (distance(home, later) >= distance(gap, later)) {
        slots[gap] = slots[later];
        slots[later] = 0;
        gap = later;
      }
    }
  }

  private int home(long name) {
    return (int) ((name * SPREAD) >>> Integer.SIZE) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (slots.length - 1);
  }
}
