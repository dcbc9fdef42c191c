package io.aitta.persistence;

/**
 * A journal was asked for that this version does not keep, or that cannot be opened. Asking again
 * does not help.
 */
public final class JournalRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param sentence for the operator: what is refused, and what to do
   */
  public JournalRefusedException(String sentence) {
    super(sentence);
  }

  /**
   * @param sentence for the operator: what is refused, and what to do
   */
  public JournalRefusedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
