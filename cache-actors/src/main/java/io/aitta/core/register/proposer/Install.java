package io.aitta.core.register.proposer;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.RegisterValue;
import java.util.Optional;

/**
 * Brings the last value of a key into the next generation, unless anything was voted there before:
 * what a rival brought, or a reader found, stands.
 */
record Install(int key, Optional<RegisterValue> value) implements Change {
  @Override
  public Optional<RegisterValue> next(Optional<Accepted> latest) {
    return latest.map(Accepted::value).orElse(value);
  }
}
