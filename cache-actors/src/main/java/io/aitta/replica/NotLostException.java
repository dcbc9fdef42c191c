package io.aitta.replica;

/** What was to be given up is there, or may be: nothing was done. */
public final class NotLostException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotLostException(String message) {
    super(message);
  }
}
