package io.aitta.routing.question;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.history.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenWritesTest {
  private static final int PARTITION = 3;
  private static final int THREADS = 4;
  private static final int WRITES = 5_000;

  /** Each number closes the open write of that place, or begins one where there is none. */
  @Property
  void lowest_isThatOfTheFirstOpenWrite(
      @ForAll @Size(max = 60) List<@IntRange(max = 8) Integer> steps) {
    OpenWrites writes = new OpenWrites(7);
    TreeMap<Long, RequestId> open = new TreeMap<>();
    long next = 1;
    for (int step : steps) {
      if (step < open.size()) {
        RequestId closed = new ArrayList<>(open.values()).get(step);
        writes.close(PARTITION, closed);
        open.remove(closed.number());
      } else {
        RequestId begun = writes.open(PARTITION);
        assertThat(begun).isEqualTo(new RequestId(7, next));
        open.put(begun.number(), begun);
        next++;
      }
      assertThat(writes.lowest(PARTITION)).isEqualTo(open.isEmpty() ? next : open.firstKey());
    }
  }

  @Test
  void close_twice_doesNoHarm() {
    OpenWrites writes = new OpenWrites(7);
    RequestId first = writes.open(PARTITION);
    writes.open(PARTITION);
    writes.close(PARTITION, first);
    writes.close(PARTITION, first);
    assertThat(writes.lowest(PARTITION)).isEqualTo(2);
  }

  @Test
  void lowest_ofOnePartition_doesNotWaitForAnother() {
    OpenWrites writes = new OpenWrites(7);
    RequestId slow = writes.open(1);
    RequestId done = writes.open(2);
    RequestId next = writes.open(2);
    writes.close(2, done);
    assertThat(writes.lowest(2)).isEqualTo(next.number());
    assertThat(writes.lowest(1)).isEqualTo(slow.number());
    writes.close(2, next);
    assertThat(writes.lowest(2)).isEqualTo(next.number() + 1);
  }

  /** Whoever reads the lowest number finds that all below have been given up before. */
  @Test
  void lowest_whileManyBeginAndEnd_isBelowNoneThatIsOpen() {
    OpenWrites writes = new OpenWrites(7);
    AtomicIntegerArray ended = new AtomicIntegerArray(THREADS * WRITES + 2);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      long seed = thread;
      all.add(CompletableFuture.runAsync(() -> work(writes, ended, new Random(seed)), threads));
    }
    try {
      all.forEach(one -> one.orTimeout(60, SECONDS).join());
    } finally {
      threads.shutdownNow();
    }
    assertThat(writes.lowest(PARTITION)).isEqualTo(THREADS * WRITES + 1);
  }

  private static void work(OpenWrites writes, AtomicIntegerArray ended, Random random) {
    List<RequestId> open = new ArrayList<>();
    long checked = 1;
    for (int begun = 0; begun < WRITES || !open.isEmpty(); ) {
      if (begun < WRITES && open.size() < 20) {
        open.add(writes.open(PARTITION));
        begun++;
      } else {
        RequestId closed = open.remove(random.nextInt(open.size()));
        ended.set((int) closed.number(), 1);
        writes.close(PARTITION, closed);
      }
      for (long lowest = writes.lowest(PARTITION); checked < lowest; checked++) {
        assertThat(ended.get((int) checked)).as("write %d", checked).isEqualTo(1);
      }
    }
  }
}
