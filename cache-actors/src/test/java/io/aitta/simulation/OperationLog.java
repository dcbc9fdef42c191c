package io.aitta.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All calls of a run, by key. */
final class OperationLog {
  private final Map<String, List<Call>> byKey = new TreeMap<>();

  /** A call on one key. */
  record KeyCall(String key, Call call) {}

  void add(KeyCall one) {
    byKey.computeIfAbsent(one.key(), unseen -> new ArrayList<>()).add(one.call());
  }

  void check() {
    byKey.forEach(
        (key, calls) -> {
          if (!LinearizabilityChecker.isLinearizable(calls)) {
            throw new Violation("the history of " + key + " is not linearizable");
          }
        });
  }

  long size() {
    return byKey.values().stream().mapToLong(List::size).sum();
  }
}
