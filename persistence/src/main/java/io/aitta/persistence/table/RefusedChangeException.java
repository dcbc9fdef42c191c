package io.aitta.persistence.table;

import java.io.Serial;

/** A change contradicts what the store has. Nothing was changed; asking again does not help. */
public final class RefusedChangeException extends StoreException {
  @Serial private static final long serialVersionUID = 1L;

  RefusedChangeException(String sentence) {
    super(sentence, null);
  }
}
