package io.aitta.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestartsTest {
  private final Restarts restarts = new Restarts();

  @Test
  void take_moreThanAreAllowedWithinTheWindow_isRefusedUntilTheFirstIsOld() {
    for (int i = 0; i < Restarts.MOST; i++) {
      assertThat(restarts.take(minutes(i))).isTrue();
    }

    assertThat(restarts.take(minutes(9))).isFalse();
    assertThat(restarts.count()).isEqualTo(Restarts.MOST);
    assertThat(restarts.take(minutes(10))).isTrue();
    assertThat(restarts.take(minutes(10))).isFalse();
    assertThat(restarts.take(minutes(11))).isTrue();
  }

  @Test
  void count_ofNone_isZero() {
    assertThat(restarts.count()).isZero();
  }

  private static long minutes(long minutes) {
    return Duration.ofMinutes(minutes).toNanos();
  }
}
