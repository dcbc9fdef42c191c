package io.aitta.gateway;

/** There is no such cache. Nothing was done: trying again does not help. */
public final class CacheNotFoundException extends CacheException {
  private static final long serialVersionUID = 1L;

  public CacheNotFoundException(String message) {
    super(message);
  }
}
