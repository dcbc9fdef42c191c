package io.aitta.core.register.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The number of an attempt to decide. Ballots are totally ordered, and no two attempts share one: a
 * proposer never uses a counter twice.
 *
 * @param counter from 1 to {@link #MAX_COUNTER}
 * @param proposer who attempts; orders ballots of equal counters
 */
public record Ballot(long counter, ProposerId proposer) implements Comparable<Ballot> {
  /** Enough for a ballot each microsecond for a hundred thousand years. */
  public static final long MAX_COUNTER = 1L << 62;

  private static final Comparator<Ballot> ORDER =
      Comparator.comparingLong(Ballot::counter).thenComparing(Ballot::proposer);

  /**
   * @throws IllegalArgumentException when the counter is out of its range
   */
  public Ballot {
    requireNonNull(proposer, "proposer is null");
    if (counter < 1 || counter > MAX_COUNTER) {
      throw new IllegalArgumentException("a ballot counts from 1 to 2^62, not " + counter);
    }
  }

  /** Whether the other ballot comes after this one. */
  public boolean isBelow(Ballot other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(Ballot other) {
    return ORDER.compare(this, other);
  }
}
