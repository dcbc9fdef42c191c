package io.aitta.multijvm.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import io.aitta.simulation.Call.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyHistoryTest {
  private static final Result DONE = new Result(true, true, 0);

  @Test
  void lost_countsWhatWasAcknowledgedAfterTheValueThatWasFound() {
    KeyHistory history = history(put(1, 0), put(2, 10), put(3, 20));
    assertThat(history.lost(3)).isZero();
    assertThat(history.lost(2)).isEqualTo(1);
    assertThat(history.lost(Call.ABSENT)).isEqualTo(3);
  }

  @Test
  void lost_afterWriteOfUnknownOutcome_isNothingWhereThatOneIsFound() {
    Call unknown = new Call(Action.PUT, 9, 0, Result.UNKNOWN, 5, Call.NEVER);
    assertThat(history(put(1, 0), unknown, put(2, 10)).lost(9)).isZero();
    assertThat(history(put(1, 0), unknown, put(2, 10)).lost(1)).isEqualTo(1);
  }

  @Test
  void lost_afterRemoval_isNothingWhereNothingIsFound() {
    Call removed = new Call(Action.REMOVE, 0, 0, DONE, 10, 11);
    assertThat(history(put(1, 0), removed).lost(Call.ABSENT)).isZero();
    assertThat(history(put(1, 0), removed, put(2, 20)).lost(Call.ABSENT)).isEqualTo(1);
  }

  @Test
  void counter_tellsWhatIsMissingAndWhatIsTooMuch() {
    Call unknown = new Call(Action.ADD, 1, 0, Result.UNKNOWN, 5, Call.NEVER);
    KeyHistory history = history(add(1, 0), add(2, 10), unknown);
    assertThat(history.lost(1)).isEqualTo(1);
    assertThat(history.lost(3)).isZero();
    assertThat(history.surplus(3)).isZero();
    assertThat(history.surplus(4)).isEqualTo(1);
  }

  @Test
  void file_givesBackWhatWasWritten(@TempDir Path directory) {
    Path file = directory.resolve("history.jsonl");
    Call unknown = new Call(Action.REPLACE, 7, 5, Result.UNKNOWN, 5, Call.NEVER);
    try (HistoryFile lines = HistoryFile.create(file)) {
      lines.add("b", put(1, 0));
      lines.add("a", add(4, 3));
      lines.add("b", unknown);
    }
    assertThat(HistoryFile.read(file))
        .containsExactly(
            new KeyHistory("a", List.of(add(4, 3))),
            new KeyHistory("b", List.of(put(1, 0), unknown)));
  }

  private static KeyHistory history(Call... calls) {
    return new KeyHistory("key", List.of(calls));
  }

  private static Call put(long value, long begun) {
    return new Call(Action.PUT, value, 0, DONE, begun, begun + 1);
  }

  private static Call add(long sum, long begun) {
    return new Call(Action.ADD, 1, 0, new Result(true, true, sum), begun, begun + 1);
  }
}
