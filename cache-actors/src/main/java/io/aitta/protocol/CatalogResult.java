package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

/** The answer to a catalog command, once every member that can be reached keeps the change. */
public record CatalogResult(long origin, long id, Outcome outcome) implements Message {
  public CatalogResult {
    requireNonNull(outcome, "outcome is null");
  }

  /** What became of it. The order of the constants is part of the wire format. */
  public enum Outcome {
    /** The cache was made. */
    MADE,
    /** The cache was there and has another configuration now. */
    CHANGED,
    /** The cache was there and was left alone. */
    UNCHANGED,
    /** The cache is gone. */
    DROPPED,
    /** There was no such cache. */
    ABSENT,
    /** The node does not lead partition 0 in that epoch: nothing was done. */
    NOT_PRIMARY,
    /** The catalog is full: nothing was done. */
    FULL,
    /** Some members did not confirm in time: the change may hold or not. */
    UNKNOWN,
    /** The node has more changes to make than it may take: nothing was done. */
    OVERLOADED
  }
}
