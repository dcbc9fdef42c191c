package io.aitta.persistence.store;

import io.aitta.persistence.table.StoreException;
import java.io.Serial;

/**
 * Too much waits to be committed: nothing was done. Asking again helps once the disk has caught up.
 */
public final class StoreBusyException extends StoreException {
  @Serial private static final long serialVersionUID = 1L;

  StoreBusyException(String sentence) {
    super(sentence, null);
  }
}
