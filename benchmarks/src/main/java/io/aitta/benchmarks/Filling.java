package io.aitta.benchmarks;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Puts every key of a run's workload once, in batches, over the run's connections. */
final class Filling {
  private static final int BATCH_BYTES = 256 << 10;

  /** A cluster that has just started may not keep up; what it did not take is put once more. */
  private static final int MOST_ATTEMPTS = 30;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LoadRun run;
  private final int keysAtOnce;
  private final AtomicLong next = new AtomicLong();

  Filling(LoadRun run) {
    this.run = run;
    this.keysAtOnce = Math.max(1, BATCH_BYTES / Math.max(1, run.workload().valueSize()));
  }

  /**
   * Puts them all.
   *
   * @throws OperatorException when one batch is not taken whole
   */
  void fill() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(run.connections());
    try {
      List<Future<Tally>> lanes = new ArrayList<>();
      for (int i = 0; i < run.connections(); i++) {
        int lane = i;
        lanes.add(threads.submit(() -> drive(lane)));
      }
      for (Future<Tally> lane : lanes) {
        requireTaken(lane.get());
      }
    } catch (ExecutionException e) {
      throw notFilled(e.getCause().toString());
    } finally {
      threads.shutdownNow();
    }
  }

  private Tally drive(int lane) throws IOException {
    URI node = run.nodes().get(lane % run.nodes().size());
    RequestWriter writer =
        new RequestWriter(run.workload(), node.getAuthority(), new SplittableRandom(lane));
    Tally tally = new Tally();
    try (HttpConnection connection = new HttpConnection(node, run.timeoutMillis())) {
      long first = next.getAndAdd(keysAtOnce);
      while (first < run.workload().keys() && tally.errorCount() == 0) {
        int count = (int) Math.min(keysAtOnce, run.workload().keys() - first);
        writer.fill(first, count);
        tally = put(connection, writer, count);
        first = next.getAndAdd(keysAtOnce);
      }
    }
    return tally;
  }

  private static Tally put(HttpConnection connection, RequestWriter writer, int count)
      throws IOException {
    Tally tally = new Tally();
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      tally = new Tally();
      int status = connection.exchange(writer.request(), writer.length());
      tally.answered(Kind.BATCH, status, 0);
      BatchAnswer.count(connection.body(), connection.bodyLength(), count, tally);
      if (!BatchAnswer.isPutOff(tally)) {
        return tally;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return tally;
  }

  private static void requireTaken(Tally tally) {
    if (tally.errorCount() > 0) {
      throw notFilled(tally.errors().keySet().iterator().next());
    }
  }

  private static OperatorException notFilled(String why) {
    return new OperatorException("the cache cannot be filled: " + why);
  }
}
