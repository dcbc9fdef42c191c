package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochsTest {
  private static final long NOW = 1_700_000_000_000L;

  @Test
  void next_followsTheTime() {
    assertThat(Epochs.next(5, NOW + 1, 0xFFFF)).isGreaterThan(Epochs.next(5, NOW, 0xFFFF));
  }

  @Test
  void next_isGreaterThanWhatWasHeard_thoughTheClockIsBehind() {
    long ahead = Epochs.next(0, NOW + 60_000, 1);
    assertThat(Epochs.next(ahead, NOW, 1)).isGreaterThan(ahead);
  }

  @Test
  void next_ofTwoNodesAtOneTime_differs() {
    assertThat(Epochs.next(0, NOW, 1)).isNotEqualTo(Epochs.next(0, NOW, 2));
  }

  @Test
  void next_ofTwoNodesWhoseClocksAreBehind_differs() {
    long ahead = Epochs.next(0, NOW + 60_000, 1);
    assertThat(Epochs.next(ahead, NOW, 1)).isNotEqualTo(Epochs.next(ahead, NOW, 2));
    assertThat(Epochs.next(ahead, NOW, 2)).isGreaterThan(ahead);
  }

  @Test
  void next_isPositive_whateverTheIncarnation() {
    assertThat(Epochs.next(0, NOW, -1)).isPositive();
  }
}
