package io.aitta.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartGateTest {
  private final StartGate gate = new StartGate(3, Duration.ofSeconds(10));

  @Test
  void enoughMembers_openIt_forGood() {
    assertThat(gate.isOpen(2, seconds(0))).isFalse();
    assertThat(gate.isOpen(3, seconds(1))).isTrue();
    assertThat(gate.isOpen(1, seconds(2))).isTrue();
  }

  @Test
  void time_opensIt_countedFromTheFirstLook() {
    assertThat(gate.isOpen(1, seconds(0))).isFalse();
    assertThat(gate.isOpen(1, seconds(9))).isFalse();
    assertThat(gate.isOpen(1, seconds(10))).isTrue();
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
