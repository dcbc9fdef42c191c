package io.aitta.voter;

import java.io.IOException;

/** A voter's directory is sound, and not this process's to use: see the message for what to do. */
final class RefusedDirectoryException extends IOException {
  private static final long serialVersionUID = 1;

  RefusedDirectoryException(String sentence) {
    super(sentence);
  }
}
