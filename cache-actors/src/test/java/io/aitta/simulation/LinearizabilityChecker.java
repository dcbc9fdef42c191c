package io.aitta.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether the calls on one key could have taken place one after another, each between its
 * beginning and its end: the search of Wing and Gong ("Testing and Verifying Concurrent Objects",
 * 1993), remembering with Lowe the sets and states from which there was no way on. A call whose
 * outcome nobody knows may take place at any time after its beginning, or not at all. The search
 * goes as deep as there are calls, two frames each.
 */
public final class LinearizabilityChecker {
  private static final int MOST_DEAD_ENDS = 1_000_000;

  private final List<Call> calls;
  private final BitSet placed = new BitSet();
  private final Set<Tried> deadEnds = new HashSet<>();
  private int toPlace;

  private record Tried(BitSet placed, long state) {}

  private LinearizabilityChecker(List<Call> calls) {
    this.calls = calls;
    this.toPlace = (int) calls.stream().filter(call -> call.result().known()).count();
  }

  /**
   * Whether they could have.
   *
   * @throws IllegalStateException when a million dead ends have not settled it
   */
  public static boolean isLinearizable(List<Call> history) {
    List<Call> calls = new ArrayList<>(history);
    calls.sort(Comparator.comparingLong(Call::begun));
    return new LinearizabilityChecker(calls).search(Call.ABSENT);
  }

  private boolean search(long state) {
    if (toPlace == 0) {
      return true;
    }
    if (!deadEnds.add(new Tried((BitSet) placed.clone(), state))) {
      return false;
    }
    if (deadEnds.size() > MOST_DEAD_ENDS) {
      throw new IllegalStateException("undecided after " + MOST_DEAD_ENDS + " dead ends");
    }
    long firstEnd = firstEnd();
    for (int i = placed.nextClearBit(0); i < calls.size(); i = placed.nextClearBit(i + 1)) {
      if (calls.get(i).begun() > firstEnd) {
        return false;
      }
      if (place(i, state)) {
        return true;
      }
    }
    return false;
  }

  private boolean place(int index, long state) {
    Call call = calls.get(index);
    long next = call.apply(state);
    if (next == Call.IMPOSSIBLE || (!call.result().known() && next == state)) {
      return false;
    }
    int one = call.result().known() ? 1 : 0;
    placed.set(index);
    toPlace -= one;
    boolean found = search(next);
    placed.clear(index);
    toPlace += one;
    return found;
  }

  private long firstEnd() {
    long first = Call.NEVER;
    for (int i = placed.nextClearBit(0); i < calls.size(); i = placed.nextClearBit(i + 1)) {
      if (calls.get(i).begun() > first) {
        break;
      }
      first = Math.min(first, calls.get(i).ended());
    }
    return first;
  }
}
