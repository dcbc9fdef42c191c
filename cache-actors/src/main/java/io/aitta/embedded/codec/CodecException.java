package io.aitta.embedded.codec;

/**
 * A key or value could not be turned into bytes, or stored bytes into a value. Trying again does
 * not help: the type, the codec or the entry is another than it should be. Of a write, nothing was
 * done; of an operation that answers with a previous value, the write may have happened.
 */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CodecException(String message) {
    super(message);
  }

  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
