package io.aitta.persistence.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a store has done since it was opened first. Thread-safe. */
public final class StoreCounters {
  private final LongAdder commits = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder forceNanos = new LongAdder();
  private final AtomicLong longestForceNanos = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder openings = new LongAdder();
  private final LongAdder witnessFailures = new LongAdder();
  private final LongAdder compactions = new LongAdder();

  StoreCounters() {}

  /**
   * The counters at one moment, nearly.
   *
   * @param commits how often the file was committed and forced
   * @param changes what was asked for and done
   * @param bytes what events and snapshots among it had
   * @param forceNanos how long all forces took together
   * @param longestForceNanos how long the longest one took
   * @param refused what was refused since too much waited
   * @param failures how often the file failed and was closed, or could not be opened
   * @param openings how often it was opened
   * @param witnessFailures how often the witness could not be written
   * @param compactions steps that gave room in the file back
   * @param queuedBytes what waits now
   * @param fileBytes how large the file is now; 0 when it is not open
   */
  public record Snapshot(
      long commits,
      long changes,
      long bytes,
      long forceNanos,
      long longestForceNanos,
      long refused,
      long failures,
      long openings,
      long witnessFailures,
      long compactions,
      long queuedBytes,
      long fileBytes) {}

  Snapshot snapshot(long queuedBytes, long fileBytes) {
    return new Snapshot(
        commits.sum(),
        changes.sum(),
        bytes.sum(),
        forceNanos.sum(),
        longestForceNanos.get(),
        refused.sum(),
        failures.sum(),
        openings.sum(),
        witnessFailures.sum(),
        compactions.sum(),
        queuedBytes,
        fileBytes);
  }

  void countForce(long nanos) {
    commits.increment();
    forceNanos.add(nanos);
    longestForceNanos.accumulateAndGet(nanos, Math::max);
  }

  void countChange(long size) {
    changes.increment();
    bytes.add(size);
  }

  void countRefused() {
    refused.increment();
  }

  void countFailure() {
    failures.increment();
  }

  void countOpening() {
    openings.increment();
  }

  void countWitnessFailure() {
    witnessFailures.increment();
  }

  void countCompaction() {
    compactions.increment();
  }
}
