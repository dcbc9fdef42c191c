package io.aitta.durability;

/**
 * What a node kept cannot be read, or is not what was stored. Asking again does not help: somebody
 * has to look at the disk, or to give up what was there.
 */
public final class UnreadableDiskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param sentence for the operator: what, where, and what to do
   */
  public UnreadableDiskException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
