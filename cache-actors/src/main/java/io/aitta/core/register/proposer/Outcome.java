package io.aitta.core.register.proposer;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.RegisterValue;
import java.util.Optional;

/** How a change of one key ended. */
public sealed interface Outcome {
  /**
   * The key had this value at some moment between the call and its end, and the call changes
   * nothing after it. A {@link Change.Swap} took effect if this is its next value; it may also have
   * taken effect and been changed again, when this is a later one.
   *
   * @param current empty where the key has no value
   */
  record Decided(Optional<RegisterValue> current) implements Outcome {
    public Decided {
      requireNonNull(current, "current is null");
    }
  }

  /**
   * Nobody can say. A {@link Change.Swap} has taken effect, or will, or never will: read, then
   * decide.
   *
   * @param reason a sentence for people
   */
  record Unknown(String reason) implements Outcome {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }
}
