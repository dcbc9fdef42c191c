package io.aitta.console;

/**
 * What keeps a command from doing what it was asked, for the person who asked: the message is one
 * sentence that says what is wrong, with what, and what to do.
 */
public final class OperatorException extends RuntimeException {
  /** The exit code where nothing more is known than that it could not be done. */
  public static final int FAILURE = 1;

  /** What is said where somebody stopped it before it was done. */
  public static final String INTERRUPTED = "it was interrupted before it was done";

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Says it in a sentence without a full stop, in the lower case. */
  public OperatorException(String sentence) {
    this(sentence, FAILURE);
  }

  /** Says it, and ends the process with an exit code of its own; not 0. */
  public OperatorException(String sentence, int exitCode) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** Says it, and keeps the cause for those who ask for it with {@code --debug}. */
  public OperatorException(String sentence, Throwable cause) {
    this(sentence, cause, FAILURE);
  }

  /** Says it with its cause, and ends the process with an exit code of its own; not 0. */
  public OperatorException(String sentence, Throwable cause, int exitCode) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
