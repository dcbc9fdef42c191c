package io.aitta.persistence.store;

import io.aitta.persistence.table.StoreException;
import java.io.Serial;

/** Another process or another node has the directory. Asking again helps once that has ended. */
public final class StoreInUseException extends StoreException {
  @Serial private static final long serialVersionUID = 1L;

  StoreInUseException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
