package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InquestTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final Inquest inquest = new Inquest(Sensors.settings(0), 0);

  @Test
  void fresh_knocksAtTheSensorAtOnce() {
    assertThat(inquest.next()).isEqualTo(Inquest.Door.SENSOR);
    assertThat(inquest.due()).isZero();
  }

  @Test
  void refusedTwiceAtBothDoors_isDead_notBefore() {
    inquest.greeted(0);
    inquest.lost(0);
    assertThat(inquest.due()).as("knocks at once").isZero();
    inquest.refused(1 * MILLI);
    assertThat(inquest.next()).isEqualTo(Inquest.Door.ARTERY);
    assertThat(inquest.due()).isEqualTo(1 * MILLI);
    inquest.refused(2 * MILLI);
    assertThat(inquest.next()).isEqualTo(Inquest.Door.SENSOR);
    assertThat(inquest.due()).isEqualTo(22 * MILLI);
    assertThat(inquest.isDead()).isFalse();
    inquest.refused(22 * MILLI);
    assertThat(inquest.isDead()).isFalse();
    inquest.refused(23 * MILLI);
    assertThat(inquest.isDead()).isTrue();
  }

  @Test
  void neverGreeted_refusalsProveNothing() {
    for (int i = 0; i < 100; i++) {
      inquest.refused(i * 100L * MILLI);
    }
    assertThat(inquest.isDead()).isFalse();
    inquest.otherGreeted(0);
    assertThat(inquest.isDead()).isFalse();
  }

  @Test
  void arteryAccepts_beginsAnew() {
    inquest.greeted(0);
    inquest.lost(0);
    for (int i = 0; i < 100; i++) {
      inquest.refused(i);
      inquest.inconclusive(i);
    }
    assertThat(inquest.isDead()).isFalse();
  }

  @Test
  void oneRoundOfRefusals_thenNothingProven_countsForNothing() {
    inquest.greeted(0);
    inquest.lost(0);
    inquest.refused(0);
    inquest.refused(0);
    inquest.inconclusive(0);
    inquest.refused(0);
    inquest.refused(0);
    assertThat(inquest.isDead()).isFalse();
  }

  @Test
  void greetedBetweenRefusals_isAlive() {
    inquest.greeted(0);
    inquest.lost(0);
    inquest.refused(0);
    inquest.refused(0);
    inquest.greeted(0);
    inquest.lost(0);
    inquest.refused(0);
    inquest.refused(0);
    assertThat(inquest.isDead()).isFalse();
  }

  @Test
  void otherProcessAtItsDoor_isDead() {
    inquest.greeted(0);
    inquest.lost(0);
    inquest.otherGreeted(0);
    assertThat(inquest.isDead()).isTrue();
  }

  @Test
  void replaced_isDeadByTheSensorsRefusalsAlone() {
    inquest.greeted(0);
    inquest.replaced();
    assertThat(inquest.isDead()).isFalse();
    inquest.lost(0);
    inquest.refused(0);
    assertThat(inquest.isDead()).isFalse();
    inquest.refused(0);
    assertThat(inquest.isDead()).isTrue();
  }

  @Test
  void pauses_doubleUpToTheLongest() {
    long now = 0;
    long[] pauses = new long[8];
    for (int i = 0; i < pauses.length; i++) {
      inquest.inconclusive(now);
      pauses[i] = (inquest.due() - now) / MILLI;
      now = inquest.due();
    }
    assertThat(pauses).containsExactly(1, 2, 4, 8, 16, 32, 50, 50);
  }

  @Test
  void connectionsThatEndAtOnce_areTriedLessAndLess() {
    inquest.greeted(0);
    inquest.lost(0);
    inquest.lost(0);
    assertThat(inquest.due()).isEqualTo(1 * MILLI);
    inquest.lost(1 * MILLI);
    assertThat(inquest.due()).isEqualTo(3 * MILLI);
  }

  @Test
  void connectionThatHeldLong_isTriedAtOnce() {
    inquest.inconclusive(0);
    inquest.inconclusive(0);
    inquest.greeted(0);
    inquest.lost(1000 * MILLI);
    assertThat(inquest.due()).isEqualTo(1000 * MILLI);
    inquest.lost(5000 * MILLI);
    assertThat(inquest.due()).as("was not greeted again").isEqualTo(5001 * MILLI);
  }
}
