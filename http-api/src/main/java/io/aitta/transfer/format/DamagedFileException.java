package io.aitta.transfer.format;

/**
 * A file is not what was exported: no file of this kind or form, cut off, or changed. Reading it
 * again will not help. The message says where, in words that follow "FILE cannot be used: ".
 */
public final class DamagedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }
}
