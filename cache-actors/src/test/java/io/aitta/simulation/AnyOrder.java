package io.aitta.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What checkers of linearizability are compared with: it tries every order. For ten calls at most.
 */
public final class AnyOrder {
  private AnyOrder() {}

  /** Whether any order of all calls whose outcome is known, and of any others, explains them. */
  public static boolean works(List<Call> history) {
    return anyWorks(history, List.of());
  }

  private static boolean anyWorks(List<Call> left, List<Call> done) {
    if (left.stream().noneMatch(call -> call.result().known()) && explains(done)) {
      return true;
    }
    for (Call next : left) {
      boolean tooEarly = left.stream().anyMatch(other -> other.ended() < next.begun());
      if (!tooEarly && anyWorks(without(left, next), with(done, next))) {
        return true;
      }
    }
    return false;
  }

  private static List<Call> without(List<Call> calls, Call one) {
    List<Call> rest = new ArrayList<>(calls);
    rest.remove(one);
    return rest;
  }

  private static List<Call> with(List<Call> calls, Call one) {
    List<Call> more = new ArrayList<>(calls);
    more.add(one);
    return more;
  }

  private static boolean explains(List<Call> order) {
    long state = Call.ABSENT;
    for (Call call : order) {
      state = call.apply(state);
      if (state == Call.IMPOSSIBLE) {
        return false;
      }
    }
    return true;
  }
}
