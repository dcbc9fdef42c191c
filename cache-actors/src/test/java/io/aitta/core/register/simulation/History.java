package io.aitta.core.register.simulation;

import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.proposer.Change;
import io.aitta.core.register.proposer.Outcome;
import io.aitta.core.register.proposer.Outcome.Decided;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that clients did, and what they were told. */
final class History {
  private final Map<Long, Call> open = new TreeMap<>();
  private final List<Operation> over = new ArrayList<>();
  private final Map<Integer, Optional<RegisterValue>> lastSeen = new TreeMap<>();
  private long moment;
  private int lastValue;

  /** Writes down that the call begins. */
  void begin(long call, String node, List<Change> changes) {
    moment++;
    open.put(call, new Call(node, changes, moment));
  }

  /** A value that no other change brings. */
  RegisterValue freshValue() {
    lastValue++;
    return toValue(lastValue);
  }

  /** The value that somebody was told last for the key. */
  Optional<RegisterValue> lastSeen(int key) {
    return lastSeen.getOrDefault(key, Optional.empty());
  }

  void end(long call, SortedMap<Integer, Outcome> outcomes) {
    moment++;
    Call ended = open.remove(call);
    if (outcomes.size() != ended.changes().size()) {
      throw new AssertionError(ended + " ended with " + outcomes);
    }
    ended.changes().forEach(change -> add(change, ended.begun(), outcomes.get(change.key())));
  }

  /** Nobody will hear how the node's calls end. */
  void forget(String node) {
    open.values().stream()
        .filter(call -> call.node().equals(node))
        .forEach(call -> call.changes().forEach(change -> addUnknown(change, call.begun())));
    open.values().removeIf(call -> call.node().equals(node));
  }

  int openCalls() {
    return open.size();
  }

  /** How many operations ended with a decision. */
  long decided() {
    return over.stream().filter(operation -> operation.seen().isPresent()).count();
  }

  /** The operations of each key. */
  Map<Integer, List<Operation>> byKey() {
    return over.stream()
        .collect(Collectors.groupingBy(Operation::key, TreeMap::new, Collectors.toList()));
  }

  private void add(Change change, long begun, Outcome outcome) {
    if (outcome instanceof Decided decided) {
      int seen = toInt(decided.current());
      lastSeen.put(change.key(), decided.current());
      OptionalInt next = nextOf(change);
      over.add(
          new Operation(
              change.key(), expectedOf(change), next, begun, moment, OptionalInt.of(seen)));
    } else {
      addUnknown(change, begun);
    }
  }

  private void addUnknown(Change change, long begun) {
    OptionalInt next = nextOf(change);
    long never = Operation.NEVER;
    over.add(
        new Operation(change.key(), expectedOf(change), next, begun, never, OptionalInt.empty()));
  }

  private static OptionalInt nextOf(Change change) {
    return change instanceof Change.Swap swap
        ? OptionalInt.of(toInt(Optional.of(swap.next())))
        : OptionalInt.empty();
  }

  private static int expectedOf(Change change) {
    return change instanceof Change.Swap swap ? toInt(swap.expected()) : 0;
  }

  private static RegisterValue toValue(int number) {
    return RegisterValue.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private static int toInt(Optional<RegisterValue> value) {
    return value.map(present -> ByteBuffer.wrap(present.toBytes()).getInt()).orElse(0);
  }

  private record Call(String node, List<Change> changes, long begun) {}
}
