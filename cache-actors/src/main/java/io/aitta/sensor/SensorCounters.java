package io.aitta.sensor;

import java.util.concurrent.atomic.LongAdder;

/** What a death sensor has met with since its start. Thread-safe. */
public final class SensorCounters {
  private final LongAdder greeted = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder inconclusive = new LongAdder();
  private final LongAdder deaths = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();

  SensorCounters() {}

  /**
   * The counters at one moment, nearly.
   *
   * @param greeted connections on which the other process said who it is
   * @param lost connections that ended, greeted or not
   * @param refused attempts to connect that were refused
   * @param inconclusive attempts that said nothing about life or death
   * @param deaths processes proven dead
   * @param turnedAway connections of others that were closed for want of room, or because they
   *     talked
   */
  public record Snapshot(
      long greeted, long lost, long refused, long inconclusive, long deaths, long turnedAway) {}

  /** What was counted so far. */
  public Snapshot snapshot() {
    return new Snapshot(
        greeted.sum(),
        lost.sum(),
        refused.sum(),
        inconclusive.sum(),
        deaths.sum(),
        turnedAway.sum());
  }

  void countGreeted() {
    greeted.increment();
  }

  void countLost() {
    lost.increment();
  }

  void countRefused() {
    refused.increment();
  }

  void countInconclusive() {
    inconclusive.increment();
  }

  void countDeath() {
    deaths.increment();
  }

  void countTurnedAway() {
    turnedAway.increment();
  }
}
