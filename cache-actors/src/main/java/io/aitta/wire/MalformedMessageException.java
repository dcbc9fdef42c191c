package io.aitta.wire;

/**
 * Bytes that are no message of this version. Nothing was done with them; reading them again fails
 * again.
 */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message) {
    super(message);
  }

  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
