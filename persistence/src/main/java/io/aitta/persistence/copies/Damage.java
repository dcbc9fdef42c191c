package io.aitta.persistence.copies;

import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.format.UnreadableEventException;
import io.aitta.persistence.table.DamagedStoreException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a journal cannot be read, now or later: it does not have what was stored, or has what this
 * program cannot take in.
 *
 * @param cause what was found
 */
record Damage(Throwable cause) {
  /**
   * The damage that a failure is due to, if it is due to any.
   *
   * @param ofAnEvent whether an event could not be taken in, which it cannot the next time either
   */
  static Optional<Damage> in(Throwable failure, boolean ofAnEvent) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(Damage::isDamage)
        .findFirst()
        .or(() -> Optional.of(failure).filter(fault -> ofAnEvent))
        .map(Damage::new);
  }

  /** What an operator has to know of it. */
  UnreadableDiskException of(String what) {
    return new UnreadableDiskException(
        "what the node's journal has of "
            + what
            + (isDamage(cause)
                ? " is not what was stored: " + cause.getMessage()
                : " cannot be taken in, by a fault of the program or for damage, please report"
                    + " this: "
                    + cause)
            + "; if other nodes have copies, move the node's data away and start it again, and it"
            + " learns all from them; else restore the data from a backup",
        cause);
  }

  private static boolean isDamage(Throwable cause) {
    return cause instanceof DamagedStoreException || cause instanceof UnreadableEventException;
  }
}
