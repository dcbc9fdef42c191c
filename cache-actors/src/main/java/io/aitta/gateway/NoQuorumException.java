package io.aitta.gateway;

/**
 * This side of a network split has no majority. Nothing was done: try again, best on another node.
 */
public final class NoQuorumException extends CacheException {
  private static final long serialVersionUID = 1L;

  public NoQuorumException(String message) {
    super(message);
  }
}
