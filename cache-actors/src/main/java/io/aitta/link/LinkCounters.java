package io.aitta.link;

import io.aitta.wire.WireCounters;
import java.util.concurrent.atomic.LongAdder;

/** What a link has done and dropped since its start. Thread-safe. */
public final class LinkCounters {
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder chunkedSent = new LongAdder();
  private final LongAdder chunkedReceived = new LongAdder();
  private final LongAdder overBudget = new LongAdder();
  private final LongAdder refusedIncoming = new LongAdder();
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder undeliverable = new LongAdder();

  private final WireCounters wire;

  LinkCounters(WireCounters wire) {
    this.wire = wire;
  }

  /**
   * The counters at one moment, nearly.
   *
   * @param sent messages taken, large ones included
   * @param received messages given to the listener, large ones included
   * @param chunkedSent large messages that arrived whole on the other side
   * @param chunkedReceived large messages that arrived whole here
   * @param overBudget messages not taken, for want of room or because they are too large
   * @param refusedIncoming large messages that were refused here
   * @param timedOut large messages dropped for want of progress, on either side
   * @param malformed frames and large messages that made no sense
   * @param undeliverable messages that were taken and surely did not arrive
   * @param overflowed messages that did not fit their frame and were lost
   * @param unsupported requests for operations that this version does not know
   */
  public record Snapshot(
      long sent,
      long received,
      long chunkedSent,
      long chunkedReceived,
      long overBudget,
      long refusedIncoming,
      long timedOut,
      long malformed,
      long undeliverable,
      long overflowed,
      long unsupported) {}

  /** What was counted so far. */
  public Snapshot snapshot() {
    return new Snapshot(
        sent.sum(),
        received.sum(),
        chunkedSent.sum(),
        chunkedReceived.sum(),
        overBudget.sum(),
        refusedIncoming.sum(),
        timedOut.sum(),
        malformed.sum() + wire.malformed(),
        undeliverable.sum(),
        wire.overflowed(),
        wire.unsupported());
  }

  void countSent() {
    sent.increment();
  }

  void countReceived() {
    received.increment();
  }

  void countChunkedSent() {
    chunkedSent.increment();
  }

  void countChunkedReceived() {
    chunkedReceived.increment();
  }

  void countOverBudget() {
    overBudget.increment();
  }

  void countRefusedIncoming() {
    refusedIncoming.increment();
  }

  void countTimedOut(int transfers) {
    timedOut.add(transfers);
  }

  void countMalformed() {
    malformed.increment();
  }

  void countUndeliverable() {
    undeliverable.increment();
  }
}
