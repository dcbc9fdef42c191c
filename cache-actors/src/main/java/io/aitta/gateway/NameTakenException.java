package io.aitta.gateway;

/**
 * The caller gave the name of a write to another write before. Nothing was done: trying again does
 * not help, another name does.
 */
public final class NameTakenException extends CacheException {
  private static final long serialVersionUID = 1L;

  public NameTakenException(String message) {
    super(message);
  }
}
