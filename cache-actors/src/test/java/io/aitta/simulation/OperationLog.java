package io.aitta.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All calls of a run, by key. */
final class OperationLog {
  private final Map<String, List<Call>> byKey = new TreeMap<>();

  /** A call on one key. */
  record KeyCall(String key, Call call) {}

  void add(KeyCall one) {
    byKey.computeIfAbsent(one.key(), unseen -> new ArrayList<>()).add(one.call());
  }

  /** From then on there was nothing any more. */
  void clear(long at) {
    Call.Result known = new Call.Result(true, true, 0);
    Stream.concat(Workload.REGISTERS.stream(), Workload.COUNTERS.stream())
        .map(key -> new KeyCall(key, new Call(Call.Action.PUT, Call.ABSENT, 0, known, at, at + 1)))
        .forEach(this::add);
  }

  void check() {
    byKey.forEach(
        (key, calls) -> {
          List<Call> telling = calls.stream().filter(call -> !mayMeanAnother(call, calls)).toList();
          if (!LinearizabilityChecker.isLinearizable(telling)) {
            throw new Violation("the history of " + key + " is not linearizable");
          }
        });
  }

  /**
   * Whether a call that was refused for the value's version says nothing of the value: it was
   * written twice, before all was lost and again afterwards, under two versions.
   */
  private static boolean mayMeanAnother(Call call, List<Call> calls) {
    return call.action() == Call.Action.REPLACE
        && call.result().known()
        && !call.result().applied()
        && calls.stream().filter(other -> other.writes(call.expected())).count() > 1;
  }

  long size() {
    return byKey.values().stream().mapToLong(List::size).sum();
  }
}
