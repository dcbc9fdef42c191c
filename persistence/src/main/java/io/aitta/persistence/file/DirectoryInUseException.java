package io.aitta.persistence.file;

import java.io.IOException;

/** Another process or another node has the directory. Asking again helps once that has ended. */
public final class DirectoryInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  DirectoryInUseException(String sentence) {
    super(sentence);
  }
}
