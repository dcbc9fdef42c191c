package io.aitta.wire.codec;

/**
 * Bytes that are no message of this version. Nothing was done with them; reading them again fails
 * again.
 */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
