package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Only what was waited for in vain counts. */
final class PatienceTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Patience patience = new Patience(Duration.ofMillis(10), nanos::get);

  @Test
  void waiting_notInVain_costsNothing() {
    patience.begin();
    pass(9);
    assertThat(patience.left()).isEqualTo(Duration.ofMillis(1));
    patience.begin();
    assertThat(patience.left()).isEqualTo(Duration.ofMillis(10));
    assertThat(patience.isOver()).isFalse();
  }

  @Test
  void waiting_inVain_addsUp() {
    patience.begin();
    pass(6);
    patience.lost();
    patience.begin();
    assertThat(patience.left()).isEqualTo(Duration.ofMillis(4));
    pass(4);
    patience.lost();
    assertThat(patience.isOver()).isTrue();
  }

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
