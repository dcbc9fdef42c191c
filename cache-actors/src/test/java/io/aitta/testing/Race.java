package io.aitta.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Many clients that start at the same moment, each on a thread of its own. */
public final class Race {
  /** How many clients race. */
  public static final int CLIENTS = 32;

  private static final long SECONDS = 120;

  private Race() {}

  /**
   * Runs the client, who is told its number, on all threads at once; fails if one of them fails.
   */
  public static void run(IntConsumer client) {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    CyclicBarrier start = new CyclicBarrier(CLIENTS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        int self = number;
        running.add(
            threads.submit(
                () -> {
                  start.await(SECONDS, TimeUnit.SECONDS);
                  client.accept(self);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get(SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException | InterruptedException failed) {
      throw new AssertionError("a client failed", failed);
    } finally {
      threads.shutdownNow();
    }
  }
}
