package io.aitta.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.console.OperatorException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LanesTest {
  @Test
  void workerThatEndsWithAnError_isToldByFinish() throws InterruptedException {
    try (Lanes<Integer> lanes = lanes(items -> fail())) {
      lanes.add("a", 1);
      assertThatThrownBy(lanes::finish)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("NoClassDefFoundError: gone");
    }
  }

  @Test
  void workerThatEndsWithAnError_isToldByAddAndNothingWaitsForEver() {
    try (Lanes<Integer> lanes = lanes(items -> fail())) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100; i++) {
                  lanes.add("a", i);
                }
              })
          .isInstanceOf(OperatorException.class);
    }
  }

  @Test
  void finish_comesAfterAllWork() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    try (Lanes<Integer> lanes = lanes(items -> done.addAndGet(items.size()))) {
      for (int i = 0; i < 100; i++) {
        lanes.add("k" + i, i);
      }
      lanes.finish();
    }
    assertThat(done).hasValue(100);
  }

  private static Lanes<Integer> lanes(Consumer<List<Integer>> work) {
    return new Lanes<>(2, 1, 4, item -> 0, work);
  }

  private static void fail() {
    throw new NoClassDefFoundError("gone");
  }
}
