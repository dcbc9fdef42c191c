package io.aitta.multijvm.history;

import static java.util.Objects.requireNonNull;

import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import io.aitta.simulation.LinearizabilityChecker;
import java.util.List;

/**
 * All calls on one key, which began without an entry. No value was written twice, counters aside.
 */
public record KeyHistory(String key, List<Call> calls) {
  public KeyHistory {
    requireNonNull(key, "key is null");
    calls = List.copyOf(calls);
  }

  /** Judges it: by zones where there are puts and gets alone, else by search. */
  public Verdict verdict() {
    try {
      boolean holds =
          Zones.apply(calls)
              ? Zones.areLinearizable(calls)
              : LinearizabilityChecker.isLinearizable(calls);
      return holds ? Verdict.LINEARIZABLE : Verdict.VIOLATED;
    } catch (IllegalStateException undecided) {
      return Verdict.UNDECIDED;
    }
  }

  /** How many of its writes were acknowledged, those aside that changed nothing. */
  public long acknowledged() {
    return calls.stream().filter(KeyHistory::isAcknowledged).count();
  }

  /**
   * How many acknowledged writes are gone where this value was found at the end: those that began
   * after the write of the value had ended. Of a counter: how many of its ones are missing.
   */
  public long lost(long found) {
    if (calls.stream().anyMatch(call -> call.action() == Action.ADD)) {
      return Math.max(0, acknowledged() - (found == Call.ABSENT ? 0 : found));
    }
    long since = foundSince(found);
    return calls.stream().filter(KeyHistory::isAcknowledged).filter(c -> c.begun() > since).count();
  }

  /**
   * How often a counter was increased without cause: what was found, less all increments by one
   * that may have taken place. Zero for what is no counter.
   */
  public long surplus(long found) {
    long most = calls.stream().filter(call -> call.action() == Action.ADD).count();
    return most == 0 || found == Call.ABSENT ? 0 : Math.max(0, found - most);
  }

  /** When the last call that may have led to the value ended; before all calls where none has. */
  private long foundSince(long found) {
    return calls.stream()
        .filter(call -> leadsTo(call, found))
        .mapToLong(Call::ended)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private static boolean leadsTo(Call call, long found) {
    boolean removes = call.action() == Action.REMOVE;
    boolean effective = isAcknowledged(call) || !call.result().known();
    return call.action() != Action.GET
        && effective
        && (removes ? found == Call.ABSENT : call.argument() == found);
  }

  private static boolean isAcknowledged(Call call) {
    return call.action() != Action.GET && call.result().known() && call.result().applied();
  }
}
