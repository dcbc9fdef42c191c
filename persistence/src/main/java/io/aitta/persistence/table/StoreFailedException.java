package io.aitta.persistence.table;

import java.io.Serial;

/**
 * The disk failed, or the store was closed. A write that ended so may or may not be found later.
 * Asking again can help: a store that failed is opened anew, at most once a second.
 */
public final class StoreFailedException extends StoreException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param sentence which file failed, and how
   * @param cause what the disk said, or null
   */
  public StoreFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
