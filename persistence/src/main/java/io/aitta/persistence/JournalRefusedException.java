package io.aitta.persistence;

/**
 * A journal was asked for that this version does not keep, or that cannot be opened. Asking again
 * does not help.
 */
public final class JournalRefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  JournalRefusedException(String sentence) {
    super(sentence);
  }

  JournalRefusedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
