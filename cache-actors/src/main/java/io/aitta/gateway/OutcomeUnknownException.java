package io.aitta.gateway;

/**
 * A write was sent and no answer came: it may have happened or not. Read first, or try again on a
 * condition.
 */
public final class OutcomeUnknownException extends CacheException {
  private static final long serialVersionUID = 1L;

  public OutcomeUnknownException(String message) {
    super(message);
  }
}
