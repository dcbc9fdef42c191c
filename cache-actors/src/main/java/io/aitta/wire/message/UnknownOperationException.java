package io.aitta.wire.message;

/** An operation whose code this version does not know; its bytes cannot be read any further. */
public final class UnknownOperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownOperationException(int code) {
    super("no operation has the code " + code, null, false, false);
  }
}
