package io.aitta.persistence.table;

import java.io.Serial;

/**
 * What a store's file says is not what was written to it, or something is missing from it. Asking
 * again does not help: the node can go on with an empty store once the file was moved aside.
 */
public final class DamagedStoreException extends StoreException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Damage.
   *
   * @param sentence what is damaged, and where
   */
  public DamagedStoreException(String sentence) {
    this(sentence, null);
  }

  /**
   * Damage.
   *
   * @param sentence what is damaged, and where
   * @param cause what came of it, where something did
   */
  public DamagedStoreException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
