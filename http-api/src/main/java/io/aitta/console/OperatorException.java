package io.aitta.console;

/**
 * What keeps a command from doing what it was asked, for the person who asked: the message is one
 * sentence that says what is wrong, with what, and what to do.
 */
public final class OperatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says it in a sentence without a full stop, in the lower case. */
  public OperatorException(String sentence) {
    super(sentence);
  }

  /** Says it, and keeps the cause for those who ask for it with {@code --debug}. */
  public OperatorException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
