package io.aitta.core.replication.journal;

/**
 * A copy on the disk and the register contradict each other, as they cannot unless one of them has
 * lost something: neither may go on from there. Asking again does not help.
 */
public final class DisownedCopyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what which of them lacks what
   */
  public DisownedCopyException(String what) {
    super(what);
  }
}
