package io.aitta.persistence.table;

import java.io.Serial;

/** A store did not do what it was asked. The subclasses say whether asking again can help. */
public abstract class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  protected StoreException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
