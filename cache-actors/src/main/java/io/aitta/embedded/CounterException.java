package io.aitta.embedded;

/**
 * A counter could not be added to or read: the entry holds no whole number, or the sum does not fit
 * in 64 bits. Nothing was changed; trying again does not help. Carries no stack trace.
 */
public final class CounterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CounterException(String message) {
    super(message, null, false, false);
  }
}
