package io.aitta.multijvm.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import io.aitta.simulation.Call.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long correct histories with one thing in their midst that no correct cache does. */
final class DamagedHistoryTest {
  private static final Result DONE = new Result(true, true, 0);
  private static final Result CONDITION_FAILED = new Result(true, false, 0);
  private static final int RUNS = 50;

  private record Damage(List<Call> calls) {}

  static List<Named<Damage>> damages() {
    return List.of(
        damage("stale read", put(-1, 0), put(-2, 1), get(-1, 2)),
        damage("lost write", put(-1, 0), get(Call.ABSENT, 1)),
        damage("reads that go back", put(-1, 0), overlapping(-2), get(-2, 4), get(-1, 5)),
        damage("value of nobody", get(-7, 0)),
        damage("two swaps of one value", put(-1, 0), swap(-1, -2, 1), swap(-1, -3, 2)),
        damage("swap before its cause", swap(-1, -2, 0), put(-1, 1)),
        damage("swap refused for nothing", put(-1, 0), refused(-1, -2, 1)),
        damage("entry that comes back", put(-1, 0), remove(1), get(-1, 2)));
  }

  private static Named<Damage> damage(String name, Call... calls) {
    return Named.of(name, new Damage(List.of(calls)));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void damage_amongCorrectCalls_isFound(Damage damage) {
    for (int seed = 0; seed < RUNS; seed++) {
      List<Call> calls = new ArrayList<>(correct(seed, 300));
      assertThat(verdict(calls)).as("undamaged, seed %d", seed).isEqualTo(Verdict.LINEARIZABLE);
      long end = calls.stream().mapToLong(Call::ended).max().orElseThrow();
      for (Call call : damage.calls()) {
        calls.add(shifted(call, end + 1));
      }
      assertThat(verdict(calls)).as("damaged, seed %d", seed).isEqualTo(Verdict.VIOLATED);
    }
  }

  private static Verdict verdict(List<Call> calls) {
    return new KeyHistory("key", calls).verdict();
  }

  /** Puts and gets of a register that takes each at a time between its beginning and its end. */
  private static List<Call> correct(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Call> calls = new ArrayList<>();
    long state = Call.ABSENT;
    for (int i = 0; i < size; i++) {
      boolean put = random.nextBoolean();
      state = put ? i : state;
      long begun = 10L * i - random.nextInt(40);
      long ended = 10L * i + 1 + random.nextInt(40);
      Result result = put ? DONE : new Result(true, true, state);
      calls.add(new Call(put ? Action.PUT : Action.GET, put ? i : 0, 0, result, begun, ended));
    }
    return calls;
  }

  private static Call shifted(Call call, long by) {
    return new Call(
        call.action(),
        call.argument(),
        call.expected(),
        call.result(),
        call.begun() + by,
        call.ended() + by);
  }

  private static Call put(long value, long place) {
    return new Call(Action.PUT, value, 0, DONE, 10 * place, 10 * place + 5);
  }

  /** A put of the second to the fifth place. */
  private static Call overlapping(long value) {
    return new Call(Action.PUT, value, 0, DONE, 10, 55);
  }

  private static Call get(long value, long place) {
    return new Call(Action.GET, 0, 0, new Result(true, true, value), 10 * place, 10 * place + 5);
  }

  private static Call swap(long from, long to, long place) {
    return new Call(Action.REPLACE, to, from, DONE, 10 * place, 10 * place + 5);
  }

  private static Call refused(long from, long to, long place) {
    return new Call(Action.REPLACE, to, from, CONDITION_FAILED, 10 * place, 10 * place + 5);
  }

  private static Call remove(long place) {
    return new Call(Action.REMOVE, 0, 0, DONE, 10 * place, 10 * place + 5);
  }
}
