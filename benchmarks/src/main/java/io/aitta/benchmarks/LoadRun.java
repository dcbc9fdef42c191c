package io.aitta.benchmarks;

import static java.util.Objects.requireNonNull;

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
import java.util.function.Supplier;

/**
 * A bounded number of requests over connections that are spread evenly over the nodes, each with a
 * thread of its own.
 *
 * @param nodes where the requests go
 * @param workload what they are
 * @param requests how many
 * @param connections how many at a time
 * @param rate how many a second; 0 for a closed loop
 * @param timeoutMillis how long to wait for an answer
 * @param seed what all draws come from
 */
record LoadRun(
    List<URI> nodes,
    Workload workload,
    long requests,
    int connections,
    double rate,
    int timeoutMillis,
    long seed) {
  LoadRun {
    nodes = List.copyOf(nodes);
    requireNonNull(workload, "workload is null");
    if (nodes.isEmpty() || requests < 1 || connections < 1 || timeoutMillis < 1 || !(rate >= 0)) {
      throw new IllegalArgumentException("a run has a node, a request and a connection at least");
    }
  }

  /**
   * Runs to the end, and gives what came of it.
   *
   * @param done counts answers and errors while it runs
   */
  Tally run(AtomicLong done) throws InterruptedException {
    return run(done, new Phases()).of(0);
  }

  /**
   * Runs until the phases or the requests are over, and gives what came of each phase.
   *
   * @param done counts answers and errors while it runs
   */
  PhasedTally run(AtomicLong done, Phases phases) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    AtomicLong left = new AtomicLong(requests);
    long start = System.nanoTime();
    try {
      List<Future<PhasedTally>> lanes = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int lane = i;
        lanes.add(threads.submit(() -> drive(lane, start, left, done, phases)));
      }
      return sum(lanes);
    } finally {
      threads.shutdownNow();
    }
  }

  private PhasedTally drive(int lane, long start, AtomicLong left, AtomicLong done, Phases phases)
      throws IOException {
    URI node = nodes.get(lane % nodes.size());
    SplittableRandom random = new SplittableRandom(seed + lane);
    RequestWriter writer = new RequestWriter(workload, node.getAuthority(), random);
    Pace pace = rate == 0 ? Pace.closedLoop() : Pace.of(rate, connections, lane, start);
    PhasedTally tally = new PhasedTally();
    try (HttpConnection connection = new HttpConnection(node, timeoutMillis)) {
      while (!phases.areOver()
          && left.getAndDecrement() > 0
          && !Thread.currentThread().isInterrupted()) {
        Kind kind = workload.mix().next(random);
        writer.write(kind, random);
        long due = pace.awaitNext();
        phases.begun(lane, due);
        exchange(connection, writer, kind, due, () -> tally.of(phases.at(due)));
        phases.ended(lane);
        done.incrementAndGet();
      }
    }
    return tally;
  }

  private void exchange(
      HttpConnection connection,
      RequestWriter writer,
      Kind kind,
      long start,
      Supplier<Tally> tallyAtEnd) {
    try {
      int status = connection.exchange(writer.request(), writer.length());
      Tally tally = tallyAtEnd.get();
      tally.answered(kind, status, System.nanoTime() - start);
      if (kind == Kind.BATCH && status == 200) {
        BatchAnswer.count(connection.body(), connection.bodyLength(), workload.batchLines(), tally);
      }
    } catch (IOException e) {
      tallyAtEnd.get().failed(kind + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static PhasedTally sum(List<Future<PhasedTally>> lanes) throws InterruptedException {
    PhasedTally sum = new PhasedTally();
    for (Future<PhasedTally> lane : lanes) {
      try {
        sum.add(lane.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a connection's thread failed", e.getCause());
      }
    }
    return sum;
  }
}
