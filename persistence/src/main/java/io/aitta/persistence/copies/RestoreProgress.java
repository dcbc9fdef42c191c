package io.aitta.persistence.copies;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the copies of a node were read; says so in the log. Thread-safe. */
final class RestoreProgress {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);
  private static final long EVERY = TimeUnit.SECONDS.toNanos(5);
  private static final double MEGABYTE = 1e6;

  private final int partitions;
  private final LongAdder bytes = new LongAdder();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger copies = new AtomicInteger();
  private final long begunAt = System.nanoTime();
  private final AtomicLong saidAt = new AtomicLong(begunAt);

  RestoreProgress(int partitions) {
    this.partitions = partitions;
  }

  /** So much more was read of some partition. */
  void read(int more) {
    bytes.add(more);
    long now = System.nanoTime();
    long said = saidAt.get();
    if (now - said > EVERY && saidAt.compareAndSet(said, now)) {
      LOG.info(
          "read {} of {} partitions from the journal so far, {} MB",
          read.get(),
          partitions,
          megabytes());
    }
  }

  /** One more partition was read. */
  void finished(boolean hadCopy) {
    if (hadCopy) {
      copies.incrementAndGet();
    }
    if (read.incrementAndGet() == partitions) {
      LOG.info(
          "read all {} partitions from the journal in {} ms: {} whole copies, {} MB",
          partitions,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunAt),
          copies.get(),
          megabytes());
    }
  }

  private long megabytes() {
    return Math.round(bytes.sum() / MEGABYTE);
  }
}
