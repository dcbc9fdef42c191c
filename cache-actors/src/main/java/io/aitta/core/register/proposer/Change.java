package io.aitta.core.register.proposer;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.RegisterValue;
import java.util.Optional;

/** What is wanted of one key: a function from the value that the voters hold to the next one. */
public sealed interface Change permits Change.Swap, Change.Read, Install, Succeed {
  int key();

  /**
   * The value to decide.
   *
   * @param latest the latest vote that a majority knows of; empty where there is none
   */
  Optional<RegisterValue> next(Optional<Accepted> latest);

  /**
   * Puts the next value in the place of the expected one; any other stays. A value may never come
   * back to a key after another has taken its place, so each should carry a version: a change that
   * is tried again would take effect twice.
   *
   * @param key from 0 to 4095
   * @param expected empty where no value is expected
   */
  record Swap(int key, Optional<RegisterValue> expected, RegisterValue next) implements Change {
    public Swap {
      requireNonNull(expected, "expected is null");
      requireNonNull(next, "next is null");
      checkKey(key);
    }

    @Override
    public Optional<RegisterValue> next(Optional<Accepted> latest) {
      Optional<RegisterValue> current = latest.flatMap(Accepted::value);
      return current.equals(expected) ? Optional.of(next) : current;
    }
  }

  /**
   * Confirms whatever value there is, by a round of votes like any other change.
   *
   * @param key from 0 to 4095
   */
  record Read(int key) implements Change {
    public Read {
      checkKey(key);
    }

    @Override
    public Optional<RegisterValue> next(Optional<Accepted> latest) {
      return latest.flatMap(Accepted::value);
    }
  }

  private static void checkKey(int key) {
    if (key < 0 || key >= VoterMessage.KEYS) {
      throw new IllegalArgumentException("keys of the register are 0 to 4095, not " + key);
    }
  }
}
