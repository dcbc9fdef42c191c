package io.aitta.multijvm.campaign.client;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Threads that call a cluster without a pause, from the start until they are stopped. */
public final class Clients implements AutoCloseable {
  private static final Duration LAST_CALL = Duration.ofMinutes(3);

  private final ExecutorService threads;
  private final List<Future<?>> running;
  private volatile boolean stopping;

  private Clients(int count, long seed, Workload workload) {
    threads = Executors.newFixedThreadPool(count);
    running =
        IntStream.range(0, count)
            .<Future<?>>mapToObj(i -> threads.submit(() -> work(seed + i, workload)))
            .toList();
  }

  /** Starts as many threads, each with random choices of its own. */
  public static Clients start(int count, long seed, Client client, Ledger ledger, KeySpace keys) {
    return new Clients(count, seed, new Workload(client, ledger, keys));
  }

  private void work(long seed, Workload workload) {
    SplittableRandom random = new SplittableRandom(seed);
    while (!stopping) {
      workload.step(random);
    }
  }

  /**
   * Lets each end what it is doing, and waits for that.
   *
   * @throws IllegalStateException when one has failed, which none should, or does not end
   */
  public void stop() {
    stopping = true;
    try {
      for (Future<?> one : running) {
        one.get(LAST_CALL.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a client of the campaign has failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while clients were stopping", e);
    }
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
