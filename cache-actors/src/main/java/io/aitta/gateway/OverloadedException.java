package io.aitta.gateway;

/** More was under way than may be. Nothing was done: try again after a pause. */
public final class OverloadedException extends CacheException {
  private static final long serialVersionUID = 1L;

  public OverloadedException(String message) {
    super(message);
  }
}
