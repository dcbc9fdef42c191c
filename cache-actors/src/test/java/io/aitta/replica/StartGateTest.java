package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartGateTest {
  private final StartGate gate = new StartGate(3, Duration.ofSeconds(10));

  @Test
  void enoughMembers_openIt_forGood() {
    assertThat(gate.isOpen(true, 2, seconds(0))).isFalse();
    assertThat(gate.isOpen(true, 3, seconds(1))).isTrue();
    assertThat(gate.isOpen(true, 1, seconds(2))).isTrue();
  }

  @Test
  void time_opensIt_countedFromWhenThisNodeIsUp() {
    assertThat(gate.isOpen(false, 0, seconds(-20))).isFalse();
    assertThat(gate.isOpen(true, 1, seconds(0))).isFalse();
    assertThat(gate.isOpen(true, 1, seconds(9))).isFalse();
    assertThat(gate.isOpen(true, 1, seconds(10))).isTrue();
  }

  @Test
  void nodeThatIsNotUp_neverOpensIt() {
    assertThat(gate.isOpen(false, 5, seconds(0))).isFalse();
    assertThat(gate.isOpen(false, 5, seconds(99))).isFalse();
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
