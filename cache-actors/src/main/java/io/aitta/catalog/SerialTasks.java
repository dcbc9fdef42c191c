package io.aitta.catalog;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one at a time, in the order given, on another's threads. */
final class SerialTasks {
  private static final Logger LOG = LoggerFactory.getLogger(SerialTasks.class);

  private final Executor executor;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  SerialTasks(Executor executor) {
    this.executor = executor;
  }

  void run(Runnable task) {
    queue.add(task);
    if (waiting.getAndIncrement() == 0) {
      begin();
    }
  }

  private void begin() {
    try {
      executor.execute(this::runAll);
    } catch (RejectedExecutionException stopped) {
      runAll();
    }
  }

  private void runAll() {
    do {
      try {
        queue.remove().run();
      } catch (RuntimeException e) {
        LOG.error("A step of a change of the catalog failed; the next one looks again", e);
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
