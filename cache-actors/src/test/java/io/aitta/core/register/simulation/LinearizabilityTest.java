package io.aitta.core.register.simulation;

import static io.aitta.core.register.simulation.Operation.read;
import static io.aitta.core.register.simulation.Operation.swap;
import static io.aitta.core.register.simulation.Operation.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
  @Test
  void oneAfterTheOther_holds() {
    assertHolds(swap(0, 0, 1, 1, 2, 1), read(0, 3, 4, 1), swap(0, 1, 2, 5, 6, 2));
  }

  @Test
  void concurrentReads_mayStandOnBothSides() {
    assertHolds(swap(0, 0, 1, 1, 10, 1), read(0, 2, 3, 0), read(0, 4, 5, 1));
  }

  @Test
  void readGoingBack_fails() {
    assertFails(swap(0, 0, 1, 1, 10, 1), read(0, 2, 3, 1), read(0, 4, 5, 0));
  }

  @Test
  void staleRead_fails() {
    assertFails(swap(0, 0, 1, 1, 2, 1), read(0, 3, 4, 0));
  }

  @Test
  void valueFromNowhere_fails() {
    assertFails(read(0, 1, 2, 7));
  }

  @Test
  void twoSwapsOfOneExpected_fail() {
    assertFails(swap(0, 0, 1, 1, 2, 1), swap(0, 0, 2, 3, 4, 2));
  }

  @Test
  void lostUpdate_fails() {
    assertFails(swap(0, 0, 1, 1, 2, 1), swap(0, 0, 2, 1, 3, 2), read(0, 4, 5, 1));
  }

  @Test
  void refusedSwap_isARead() {
    assertHolds(swap(0, 0, 1, 1, 2, 1), swap(0, 0, 2, 3, 4, 1));
    assertFails(swap(0, 0, 1, 1, 2, 1), swap(0, 0, 2, 3, 4, 0));
  }

  @Test
  void swapThatSawItsExpected_fails() {
    assertFails(swap(0, 0, 1, 1, 2, 0));
  }

  @Test
  void swapThatTookEffectBeforeItSawALaterValue_holds() {
    assertHolds(swap(0, 0, 1, 1, 6, 2), swap(0, 1, 2, 2, 3, 2));
  }

  @Test
  void swapThatWasOver_takesNoEffectLater() {
    assertFails(swap(0, 0, 1, 1, 2, 5), swap(0, 0, 5, 1, 3, 5), read(0, 4, 5, 1));
  }

  @Test
  void unknownSwap_mayTakeEffectLateOrNever() {
    assertHolds(unknown(0, 0, 1, 1), read(0, 2, 3, 0), read(0, 4, 5, 1));
    assertHolds(unknown(0, 0, 1, 1), read(0, 2, 3, 0));
  }

  @Test
  void unknownSwap_takesEffectOnce() {
    assertFails(unknown(0, 0, 1, 1), read(0, 2, 3, 1), read(0, 4, 5, 0));
  }

  @Test
  void unknownSwap_takesNoEffectBeforeItBegan() {
    assertFails(read(0, 1, 2, 1), unknown(0, 0, 1, 3));
  }

  private static void assertHolds(Operation... history) {
    assertThat(Linearizability.holds(List.of(history))).isTrue();
  }

  private static void assertFails(Operation... history) {
    assertThat(Linearizability.holds(List.of(history))).isFalse();
  }
}
