package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What requests hold of a budget. */
final class ReservationTest {
  private final ByteBudget budget = new ByteBudget(100);
  private final Reservation reservation = new Reservation(budget);

  @Test
  void tryReserve_beyondTheBudget_isRefusedAndHoldsNothing() {
    assertThat(new Reservation(budget).tryReserve(60)).isTrue();
    assertThat(reservation.tryReserve(41)).isFalse();
    assertThat(reservation.tryReserve(40)).isTrue();
    assertThat(budget.held()).isEqualTo(100);
  }

  @Test
  void release_moreThanIsHeld_givesBackWhatThereIs() {
    assertThat(reservation.tryReserve(40)).isTrue();
    reservation.release(10);
    assertThat(budget.held()).isEqualTo(30);
    reservation.release(50);
    assertThat(budget.held()).isZero();
  }

  @Test
  void tryReserve_afterTheEnd_isRefused() {
    assertThat(reservation.tryReserve(40)).isTrue();
    reservation.close();
    assertThat(reservation.tryReserve(1)).isFalse();
    reservation.close();
    assertThat(budget.held()).isZero();
  }
}
