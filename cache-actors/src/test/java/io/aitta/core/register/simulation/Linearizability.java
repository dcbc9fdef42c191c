package io.aitta.core.register.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether the operations on one key can be explained by a register that does one thing at a
 * time: the search of J. M. Wing and C. Gong, "Testing and verifying concurrent objects" (1993),
 * with the memory of dead ends of G. Lowe (2017).
 *
 * <p>A swap is tried again and again by its proposer, so it may take effect first and be told a
 * value later; what it is told is the value at its end. An unknown one may take effect at any time
 * after it began.
 */
final class Linearizability {
  private static final char WAITING = '.';
  private static final char EFFECTIVE = 'e';
  private static final char DONE = 'd';

  private final List<Operation> operations;
  private final Set<String> deadEnds = new HashSet<>();

  private Linearizability(List<Operation> operations) {
    this.operations = operations;
  }

  /** Whether they can; all are of one key, which begins without a value. */
  static boolean holds(List<Operation> operations) {
    List<Operation> telling =
        operations.stream()
            .filter(operation -> operation.next().isPresent() || operation.seen().isPresent())
            .toList();
    return new Linearizability(telling).search(".".repeat(telling.size()).toCharArray(), 0);
  }

  private boolean search(char[] states, int value) {
    long earliestEnd = earliestEnd(states);
    if (earliestEnd == Operation.NEVER) {
      return true;
    }
    if (!deadEnds.add(new String(states) + value)) {
      return false;
    }
    for (int i = 0; i < states.length; i++) {
      if (states[i] != DONE && operations.get(i).begun() <= earliestEnd) {
        if (takesEffect(states, i, value) || ends(states, i, value)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean takesEffect(char[] states, int i, int value) {
    Operation operation = operations.get(i);
    boolean known = operation.seen().isPresent();
    return states[i] == WAITING
        && operation.swaps(value)
        && search(with(states, i, known ? EFFECTIVE : DONE), operation.after(value));
  }

  private boolean ends(char[] states, int i, int value) {
    Operation operation = operations.get(i);
    int after = states[i] == WAITING ? operation.after(value) : value;
    return operation.seen().isPresent()
        && operation.seen().getAsInt() == after
        && search(with(states, i, DONE), after);
  }

  private long earliestEnd(char[] states) {
    long earliest = Operation.NEVER;
    for (int i = 0; i < states.length; i++) {
      if (states[i] != DONE) {
        earliest = Math.min(earliest, operations.get(i).ended());
      }
    }
    return earliest;
  }

  private static char[] with(char[] states, int i, char state) {
    char[] changed = states.clone();
    changed[i] = state;
    return changed;
  }
}
