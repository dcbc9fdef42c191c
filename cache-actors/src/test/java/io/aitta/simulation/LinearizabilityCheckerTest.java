package io.aitta.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.simulation.Call.Action;
import io.aitta.simulation.Call.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearizabilityCheckerTest {
  private static final Result DONE = new Result(true, true, 0);

  @Test
  void history_ofOneAfterAnother_isLinearizable() {
    assertThat(check(put(1, 0, 1), get(1, 2, 3), put(2, 4, 5), get(2, 6, 7))).isTrue();
  }

  @Test
  void read_ofWhatWasOverwrittenBefore_isFound() {
    assertThat(check(put(1, 0, 1), put(2, 2, 3), get(1, 4, 5))).isFalse();
  }

  @Test
  void read_ofWhatIsBeingOverwritten_isLinearizable() {
    assertThat(check(put(1, 0, 1), put(2, 2, 9), get(1, 4, 5), get(2, 6, 7))).isTrue();
  }

  @Test
  void reads_thatGoBack_areFound() {
    assertThat(check(put(1, 0, 1), put(2, 2, 9), get(2, 4, 5), get(1, 6, 7))).isFalse();
  }

  @Test
  void write_thatWasLost_isFound() {
    assertThat(check(put(1, 0, 1), get(Call.ABSENT, 2, 3))).isFalse();
  }

  @Test
  void write_ofUnknownOutcome_mayShowLateOrNever() {
    Call unknown = new Call(Action.PUT, 2, 0, Result.UNKNOWN, 2, Call.NEVER);
    assertThat(check(put(1, 0, 1), unknown, get(1, 4, 5), get(1, 6, 7))).isTrue();
    assertThat(check(put(1, 0, 1), unknown, get(1, 4, 5), get(2, 6, 7))).isTrue();
    assertThat(check(put(1, 0, 1), unknown, get(2, 4, 5), get(1, 6, 7))).isFalse();
  }

  @Test
  void increment_doneTwice_isFound() {
    assertThat(check(add(1, 1, 0, 1), add(1, 3, 2, 3))).isFalse();
    assertThat(check(add(1, 1, 0, 1), add(1, 2, 2, 3))).isTrue();
  }

  @Test
  void condition_thatFailedThoughItHeld_isFound() {
    Call failed = new Call(Action.PUT_IF_ABSENT, 1, 0, new Result(true, false, 0), 0, 1);
    assertThat(check(failed)).isFalse();
  }

  @Test
  void replacement_ofWhatWasNotThere_isFound() {
    Call replaced = new Call(Action.REPLACE, 5, 2, DONE, 2, 3);
    assertThat(check(put(1, 0, 1), replaced)).isFalse();
  }

  /** Histories that were made by a register, some of them with one answer changed afterwards. */
  @Test
  void checker_agreesWithTryingAllOrders() {
    SplittableRandom random = new SplittableRandom(7);
    int broken = 0;
    for (int i = 0; i < 3_000; i++) {
      List<Call> history = randomHistory(random);
      boolean expected = AnyOrder.works(history);
      broken += expected ? 0 : 1;
      assertThat(LinearizabilityChecker.isLinearizable(history))
          .as("%s", history)
          .isEqualTo(expected);
    }
    assertThat(broken).isBetween(300, 2_700);
  }

  private static List<Call> randomHistory(SplittableRandom random) {
    List<Call> history = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(4); i++) {
      long begun = random.nextInt(12);
      long value = random.nextInt(3) == 0 ? Call.ABSENT : random.nextInt(3);
      boolean known = random.nextInt(5) > 0;
      Action action = List.of(Action.values()).get(random.nextInt(7));
      Result result = new Result(known, random.nextBoolean(), value);
      history.add(
          new Call(
              action,
              random.nextInt(3),
              random.nextInt(3),
              known ? result : Result.UNKNOWN,
              begun,
              known ? begun + 1 + random.nextInt(6) : Call.NEVER));
    }
    return history;
  }

  private static boolean check(Call... calls) {
    List<Call> history = new ArrayList<>(List.of(calls));
    history.sort(Comparator.comparingLong(Call::ended));
    return LinearizabilityChecker.isLinearizable(history);
  }

  private static Call put(long value, long begun, long ended) {
    return new Call(Action.PUT, value, 0, DONE, begun, ended);
  }

  private static Call get(long value, long begun, long ended) {
    return new Call(Action.GET, 0, 0, new Result(true, true, value), begun, ended);
  }

  private static Call add(long delta, long sum, long begun, long ended) {
    return new Call(Action.ADD, delta, 0, new Result(true, true, sum), begun, ended);
  }
}
