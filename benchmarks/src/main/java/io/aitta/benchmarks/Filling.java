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
import java.util.concurrent.atomic.AtomicLong;

/** Puts every key of a run's workload once, in batches, over the run's connections. */
final class Filling {
  private static final int BATCH_BYTES = 256 << 10;

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
        int status = connection.exchange(writer.request(), writer.length());
        tally.answered(Kind.BATCH, status, 0);
        BatchAnswer.count(connection.body(), connection.bodyLength(), count, tally);
        first = next.getAndAdd(keysAtOnce);
      }
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
