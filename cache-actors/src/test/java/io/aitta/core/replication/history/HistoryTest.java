package io.aitta.core.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Version;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final int CHANGES = 10;

  private final History history = new History(version(0));
  private final long bytes = change(1).bytes();

  HistoryTest() {
    for (int i = 1; i <= CHANGES; i++) {
      history.add(change(i));
    }
  }

  @Test
  void keepLatest_ofANumber_forgetsTheOldest() {
    history.keepLatest(4, Long.MAX_VALUE);
    assertThat(history.size()).isEqualTo(4);
    assertThat(history.base()).isEqualTo(version(6));
    assertThat(history.bytes()).isEqualTo(4 * bytes);
    assertThat(history.committed()).isEqualTo(version(0));
  }

  /** As a primary does that takes a change as long as those before are within the bound. */
  @Test
  void keepLatest_ofBytes_doesNotCountTheLast() {
    history.keepLatest(CHANGES, 3 * bytes);
    assertThat(history.base()).isEqualTo(version(7));
    history.keepLatest(CHANGES, 1);
    assertThat(history.base()).isEqualTo(version(9));
  }

  @Test
  void forgetUpTo_beyondTheLatest_leavesNothingAndTakesNoteOfIt() {
    history.forgetUpTo(version(20));
    assertThat(history.size()).isZero();
    assertThat(history.bytes()).isZero();
    assertThat(history.base()).isEqualTo(version(CHANGES));
    assertThat(history.committed()).isEqualTo(version(20));
  }

  private static Change change(int number) {
    return Change.beginning(version(number - 1), version(number), 0);
  }

  private static Version version(int number) {
    return new Version(1, number);
  }
}
