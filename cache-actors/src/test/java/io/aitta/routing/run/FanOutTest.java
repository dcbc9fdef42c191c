package io.aitta.routing.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FanOutTest {
  private final AtomicInteger whole = new AtomicInteger();

  @Test
  void tasksThatEndAtOnce_leaveTheStackFlat() {
    AtomicInteger started = new AtomicInteger();
    FanOut.run(
        1_000_000,
        16,
        (number, done) -> {
          started.incrementAndGet();
          done.run();
        },
        whole::incrementAndGet);
    assertThat(started).hasValue(1_000_000);
    assertThat(whole).hasValue(1);
  }

  @Test
  void tasksThatEndLater_areBoundedInNumber() {
    List<Integer> started = new ArrayList<>();
    Queue<Runnable> ends = new ArrayDeque<>();
    FanOut.run(
        10,
        3,
        (number, done) -> {
          started.add(number);
          ends.add(done);
        },
        whole::incrementAndGet);
    assertThat(started).containsExactly(0, 1, 2);
    ends.remove().run();
    assertThat(started).containsExactly(0, 1, 2, 3);
    assertThat(whole).hasValue(0);
    while (!ends.isEmpty()) {
      ends.remove().run();
    }
    assertThat(started).hasSize(10);
    assertThat(whole).hasValue(1);
  }

  @Test
  void tasksThatEndOnOtherThreads_areAllStartedOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    AtomicInteger started = new AtomicInteger();
    FanOut.run(
        10_000,
        4,
        (number, done) -> {
          started.incrementAndGet();
          threads.execute(done);
        },
        () -> {
          whole.incrementAndGet();
          threads.shutdown();
        });
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(started).hasValue(10_000);
    assertThat(whole).hasValue(1);
  }

  @Test
  void noTask_isDoneAtOnce() {
    FanOut.run(0, 4, (number, done) -> {}, whole::incrementAndGet);
    assertThat(whole).hasValue(1);
  }
}
