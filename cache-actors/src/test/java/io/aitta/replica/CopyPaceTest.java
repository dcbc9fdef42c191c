package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyPaceTest {
  private static final int MEGABYTE = 1_000_000;

  /** Soon the clock overflows, as clocks of nanoseconds may. */
  private long now = Long.MAX_VALUE - Duration.ofMillis(30).toNanos();

  private final CopyPace pace = new CopyPace(MEGABYTE, Duration.ofMillis(100), () -> now);

  @Test
  void afterARest_aBurstGoesAtOnce_andTheRestAtTheRate() {
    assertThat(pace.admit(20_000)).isZero();
    assertThat(pace.admit(1_000)).isZero();
    assertThat(pace.admit(1_000)).hasMillis(1);
    assertThat(pace.admit(1_000)).hasMillis(2);
  }

  @Test
  void timeThatPasses_makesRoom_butNoMoreThanABurst() {
    pace.admit(40_000);
    pass(Duration.ofMillis(10));
    assertThat(pace.admit(5_000)).hasMillis(10);
    pass(Duration.ofSeconds(10));
    assertThat(pace.admit(20_000)).isZero();
    assertThat(pace.admit(1_000)).isZero();
    assertThat(pace.admit(1_000)).hasMillis(1);
  }

  @Test
  void overTime_theRateIsKept() {
    long begun = now;
    long sent = 0;
    while (sent < 10 * MEGABYTE) {
      pass(pace.admit(64_000));
      sent += 64_000;
    }
    assertThat(Duration.ofNanos(now - begun).toMillis()).isBetween(9_900L, 10_100L);
  }

  @Test
  void whatIsTooLarge_holdsUpOthersForABoundedTime() {
    pace.admit(64L << 20);
    assertThat(pace.admit(1_000)).hasMillis(100);
    assertThat(pace.admit(1_000)).hasMillis(100);
    pass(Duration.ofMillis(130));
    assertThat(pace.admit(1_000)).isZero();
  }

  @Test
  void noRate_neverWaits() {
    CopyPace any = new CopyPace(0, Duration.ofMillis(100), () -> now);
    for (int i = 0; i < 1000; i++) {
      assertThat(any.admit(MEGABYTE)).isZero();
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
