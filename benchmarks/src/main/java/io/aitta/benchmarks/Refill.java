package io.aitta.benchmarks;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A node of a full cluster is killed while requests come at a fixed rate: measures how fast the
 * others make the copies anew that it had, and what that does to the requests.
 *
 * @param run the requests; its nodes are those that stay
 * @param victim the process that is killed
 * @param warmUp for how long requests do not count
 * @param before for how long they count before the kill
 * @param patience how long the cluster may take to be whole
 * @param cpu of the nodes that stay, or of none
 */
record Refill(
    LoadRun run,
    ProcessHandle victim,
    Duration warmUp,
    Duration before,
    Duration patience,
    CpuClock cpu) {
  /**
   * Fills the cluster, and does it.
   *
   * @param progress is told how far it is
   * @throws OperatorException when the cluster is not whole in time
   */
  RefillReport measure(Consumer<String> progress) throws InterruptedException {
    progress.accept("refill: filling the cluster");
    new Filling(run).fill();
    Phases phases = new Phases();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ClusterWatch watch = new ClusterWatch(run.nodes(), run.timeoutMillis())) {
      RefillCourse course = new RefillCourse(this, watch, phases);
      course.awaitWhole();
      progress.accept("refill: sending requests");
      Future<PhasedTally> requests = thread.submit(() -> run.run(new AtomicLong(), phases));
      course.follow();
      phases.end();
      return new RefillReport(this, course.marks(), requests.get());
    } catch (IOException e) {
      throw new OperatorException("a node does not answer: " + e.getMessage(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the requests ended in a fault", e.getCause());
    } finally {
      phases.end();
      thread.shutdownNow();
    }
  }
}
