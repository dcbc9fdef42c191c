package io.aitta.core.register.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a voter accepted last for a key.
 *
 * @param ballot the attempt that proposed it
 * @param value empty where a read found nothing and confirmed just that
 */
public record Accepted(Ballot ballot, Optional<RegisterValue> value) {
  public Accepted {
    requireNonNull(ballot, "ballot is null");
    requireNonNull(value, "value is null");
  }

  /** The one with the greater ballot. */
  public Accepted latest(Accepted other) {
    return ballot.isBelow(other.ballot) ? other : this;
  }
}
