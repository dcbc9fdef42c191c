package io.aitta.multijvm.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.simulation.AnyOrder;
import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import io.aitta.simulation.Call.Result;
import io.aitta.simulation.LinearizabilityChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ZonesTest {
  private static final int HISTORIES = 5_000;

  @Test
  void zones_agreeWithTryingAllOrders() {
    SplittableRandom random = new SplittableRandom(11);
    int violated = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Call> history = randomHistory(random, 2 + random.nextInt(5));
      boolean expected = AnyOrder.works(history);
      violated += expected ? 0 : 1;
      assertThat(Zones.areLinearizable(history)).as("%s", history).isEqualTo(expected);
    }
    assertThat(violated).isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
  }

  @Test
  void zones_agreeWithTheSearchOnLongerHistories() {
    SplittableRandom random = new SplittableRandom(12);
    int violated = 0;
    for (int i = 0; i < HISTORIES; i++) {
      List<Call> history = randomHistory(random, 6 + random.nextInt(6));
      boolean expected = LinearizabilityChecker.isLinearizable(history);
      violated += expected ? 0 : 1;
      assertThat(Zones.areLinearizable(history)).as("%s", history).isEqualTo(expected);
    }
    assertThat(violated).isBetween(HISTORIES / 10, HISTORIES * 99 / 100);
  }

  @Test
  void value_thatWasPutTwice_isNotJudged() {
    Call put = new Call(Action.PUT, 1, 0, new Result(true, true, 0), 0, 1);
    assertThatThrownBy(() -> Zones.areLinearizable(List.of(put, put)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 was put twice");
  }

  /** Puts of 0, 1, 2, … and gets of any of them, all at times that often touch. */
  private static List<Call> randomHistory(SplittableRandom random, int size) {
    List<Call> history = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean put = random.nextInt(5) < 3;
      boolean known = random.nextInt(6) > 0;
      long read = random.nextInt(4) == 0 ? Call.ABSENT : random.nextInt(size);
      long begun = random.nextInt(3 * size);
      history.add(
          new Call(
              put ? Action.PUT : Action.GET,
              put ? i : 0,
              0,
              known ? new Result(true, true, put ? 0 : read) : Result.UNKNOWN,
              begun,
              known ? begun + 1 + random.nextInt(2 * size) : Call.NEVER));
    }
    return history;
  }
}
