package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** A body takes the memory that is reserved for it, however it arrives. */
final class BodyBufferTest {
  private final ByteBudget budget = new ByteBudget(20_000);
  private final Reservation reservation = new Reservation(budget);

  @Test
  void append_singleBytes_isOneArrayWithinItsReservation() {
    BodyBuffer buffer = new BodyBuffer(9_000, reservation);
    for (int i = 0; i < 9_000; i++) {
      assertThat(buffer.append(ByteString.fromArray(new byte[] {(byte) i}))).isTrue();
    }
    assertThat(budget.held()).isEqualTo(9_000);
    ByteString whole = buffer.whole();
    assertThat(whole.size()).isEqualTo(9_000);
    assertThat(whole.apply(8_999)).isEqualTo((byte) 8_999);
  }

  @Test
  void whole_reservesWhatItHoldsAndNoMore() {
    BodyBuffer buffer = new BodyBuffer(9_000, reservation);
    buffer.append(ByteString.fromString("abc"));
    assertThat(buffer.whole().utf8String()).isEqualTo("abc");
    assertThat(budget.held()).isEqualTo(3);
    reservation.close();
    assertThat(budget.held()).isZero();
  }

  @Test
  void append_beyondTheBudget_isRefusedAndClearGivesAllBack() {
    BodyBuffer buffer = new BodyBuffer(50_000, reservation);
    assertThat(buffer.append(ByteString.fromArray(new byte[15_000]))).isTrue();
    assertThat(buffer.append(ByteString.fromArray(new byte[15_000]))).isFalse();
    buffer.clear();
    assertThat(budget.held()).isZero();
  }
}
