package io.aitta.register;

import java.util.concurrent.atomic.LongAdder;

/** What a node's part in the register has done and dropped since its start. Thread-safe. */
public final class RegisterCounters {
  private final LongAdder calls = new LongAdder();
  private final LongAdder undecided = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unsent = new LongAdder();
  private final LongAdder postsDropped = new LongAdder();
  private final LongAdder generations = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final LongAdder changesFailed = new LongAdder();
  private final LongAdder contradictions = new LongAdder();

  RegisterCounters() {}

  /**
   * The counters at one moment, nearly.
   *
   * @param calls calls of this node's copies
   * @param undecided those of them that ended undecided
   * @param refused those of these that were not asked, since too many were open
   * @param unsent words to voters and answers that found no room, or no node to go to
   * @param postsDropped words from other nodes that were not heard, since too many waited
   * @param generations generations of voters that this node has come to ask
   * @param changes changes of voters that this node asked for
   * @param changesFailed those of them that did not come about in time
   * @param contradictions how often a member had other voters under the same number
   */
  public record Snapshot(
      long calls,
      long undecided,
      long refused,
      long unsent,
      long postsDropped,
      long generations,
      long changes,
      long changesFailed,
      long contradictions) {}

  /** What was counted so far. */
  public Snapshot snapshot() {
    return new Snapshot(
        calls.sum(),
        undecided.sum(),
        refused.sum(),
        unsent.sum(),
        postsDropped.sum(),
        generations.sum(),
        changes.sum(),
        changesFailed.sum(),
        contradictions.sum());
  }

  void countCall() {
    calls.increment();
  }

  void countUndecided() {
    undecided.increment();
  }

  void countRefused() {
    refused.increment();
  }

  void countUnsent() {
    unsent.increment();
  }

  void countPostDropped() {
    postsDropped.increment();
  }

  void countGeneration() {
    generations.increment();
  }

  void countChange() {
    changes.increment();
  }

  void countChangeFailed() {
    changesFailed.increment();
  }

  void countContradiction() {
    contradictions.increment();
  }
}
