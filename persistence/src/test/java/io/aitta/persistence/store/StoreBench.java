package io.aitta.persistence.store;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Measures a store without actors: small events of 64 writers, each with one on its way, for as
 * many seconds as are given; then rounds of 2,240 events of 64 KiB, the round before deleted after
 * each; then reading the last one anew. Prints one line. Arguments: directory, seconds, events of a
 * page, MB of cache, events a write, cleaning away at the end.
 */
public final class StoreBench {
  private static final int WRITERS = 64;
  private static final int PIECES = 2_240;
  private static final int PIECE = 65_536;

  private StoreBench() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int page = Integer.parseInt(arguments[2]);
    int cache = Integer.parseInt(arguments[3]);
    int batch = Integer.parseInt(arguments[4]);
    StoreSettings settings = new StoreSettings(directory, 64 << 20, cache, page);
    StringBuilder line = new StringBuilder();
    try (EventStore store = EventStore.open(settings, Disk.real())) {
      if (seconds > 0) {
        line.append(small(store, seconds, batch));
      }
    }
    clear(directory);
    try (EventStore store = EventStore.open(settings, Disk.real())) {
      line.append(rounds(store));
    }
    line.append(reopened(settings));
    clear(directory);
    System.out.println("page " + page + ", cache " + cache + " MB: " + line);
  }

  private static String small(EventStore store, int seconds, int batch) {
    byte[] event = new byte[200];
    new Random(1).nextBytes(event);
    AtomicLong done = new AtomicLong();
    long cpuBefore = cpu();
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      writers.add(ended);
      write(store, "writer-" + writer, 1, event, batch, end, done, ended);
    }
    writers.forEach(CompletableFuture::join);
    double took = (System.nanoTime() - begin) / 1e9;
    double cpu = (cpu() - cpuBefore) / 1e3;
    StoreCounters.Snapshot counted = store.counters();
    return String.format(
        "%.0f events/s, %d a commit, force %.2f ms, %.1f us processor an event, file %.0f MB for"
            + " %.0f MB; ",
        done.get() / took,
        done.get() / counted.commits(),
        counted.forceNanos() / 1e6 / counted.commits(),
        cpu / done.get(),
        counted.fileBytes() / 1e6,
        counted.bytes() / 1e6);
  }

  private static void write(
      EventStore store,
      String id,
      long next,
      byte[] event,
      int batch,
      long end,
      AtomicLong done,
      CompletableFuture<Void> ended) {
    if (System.nanoTime() > end) {
      ended.complete(null);
      return;
    }
    List<StoredEvent> events = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      events.add(StoredEvent.of(next + i, event));
    }
    store
        .submit(new Change.Append(id, events))
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                ended.completeExceptionally(failure);
                return;
              }
              done.addAndGet(batch);
              write(store, id, next + batch, event, batch, end, done, ended);
            });
  }

  private static String rounds(EventStore store) throws InterruptedException {
    byte[] piece = new byte[PIECE];
    new Random(2).nextBytes(piece);
    StringBuilder times = new StringBuilder("rounds of 147 MB in");
    Semaphore places = new Semaphore(64);
    long next = 1;
    long most = 0;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      long first = next;
      for (int i = 0; i < PIECES; i++) {
        places.acquire();
        store
            .submit(new Change.Append("round", List.of(StoredEvent.of(next++, piece))))
            .whenComplete((done, failure) -> places.release());
      }
      store.submit(new Change.DeleteTo("round", first - 1)).toCompletableFuture().join();
      times.append(String.format(" %.1f", (System.nanoTime() - begin) / 1e9));
      most = Math.max(most, store.counters().fileBytes());
    }
    return times + String.format(" s, file at most %.0f MB; ", most / 1e6);
  }

  private static String reopened(StoreSettings settings) {
    long begin = System.nanoTime();
    try (EventStore store = EventStore.open(settings, Disk.real())) {
      double opened = (System.nanoTime() - begin) / 1e9;
      AtomicLong events = new AtomicLong();
      store.replay("round", 1, Long.MAX_VALUE, Long.MAX_VALUE, e -> events.incrementAndGet());
      double took = (System.nanoTime() - begin) / 1e9;
      return String.format(
          "opened in %.2f s, %d pieces read in %.2f s", opened, events.get(), took);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void clear(Path directory) throws java.io.IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
