package io.aitta.gateway;

/**
 * The entry is larger than what nodes send each other. Nothing was done: trying again does not
 * help, a smaller value does.
 */
public final class TooLargeException extends CacheException {
  private static final long serialVersionUID = 1L;

  public TooLargeException(String message) {
    super(message);
  }
}
