package io.aitta.gateway;

/** The owner could not be reached in time. Nothing was done: try again. */
public final class UnavailableException extends CacheException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message) {
    super(message);
  }
}
