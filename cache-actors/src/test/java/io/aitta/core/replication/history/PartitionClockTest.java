package io.aitta.core.replication.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartitionClockTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long HOUR_MILLIS = 3_600_000;

  private final PartitionClock clock = new PartitionClock();

  @Test
  void read_atTheBeginning_isTheWallClock() {
    assertThat(clock.read(-5, 1_000)).isEqualTo(1_000);
    assertThat(clock.read(-5 + SECOND, 2_000)).isEqualTo(2_000);
  }

  @Test
  void wallClock_thatJumps_isFollowedByOnePartInTwoThousand() {
    clock.read(0, 1_000);
    assertThat(clock.read(100 * SECOND, 101_000 + HOUR_MILLIS)).isEqualTo(101_050);
    assertThat(clock.read(200 * SECOND, 201_000 - HOUR_MILLIS)).isEqualTo(201_000);
  }

  @Test
  void wallClock_thatIsOffByLittle_isReachedAndNotPassed() {
    clock.read(0, 1_000);
    assertThat(clock.read(100 * SECOND, 101_020)).isEqualTo(101_020);
    assertThat(clock.read(200 * SECOND, 201_020)).isEqualTo(201_020);
  }

  @Test
  void heardTime_isCarriedOn_whateverTheWallClockSays() {
    clock.hear(1_000, 7 * SECOND);
    assertThat(clock.at(8 * SECOND)).isEqualTo(2_000);
    assertThat(clock.read(8 * SECOND, HOUR_MILLIS)).isEqualTo(2_000);
  }

  @Test
  void heardTime_thatIsOlderThanTheLatest_isLeft() {
    clock.hear(1_000, 0);
    clock.hear(900, SECOND);
    assertThat(clock.at(SECOND)).isEqualTo(2_000);
  }

  @Test
  void nothingHeard_isNoTime() {
    assertThat(clock.at(5)).isZero();
  }

  /** A wall clock that says anything neither stops the time nor makes it jump. */
  @Property
  void read_goesOnEvenly(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 3_600_000) Long> walls) {
    PartitionClock steady = new PartitionClock();
    long first = steady.read(0, 1_000_000);
    long before = first;
    long nanos = 0;
    for (long wall : walls) {
      nanos += 10 * SECOND;
      long time = steady.read(nanos, wall);
      assertThat(time - before).isBetween(9_995L - 1, 10_005L + 1);
      before = time;
    }
  }
}
