package io.aitta.transfer;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says in a few words why a file cannot be read or written. */
final class FileTrouble {
  private FileTrouble() {}

  /** Says it of a failure whose message may be no more than a path. */
  static String of(Exception failure) {
    if (failure.getCause() instanceof NoSuchFileException
        || failure instanceof NoSuchFileException) {
      return "it, or its folder, is not there";
    }
    return failure.getCause() instanceof AccessDeniedException
            || failure instanceof AccessDeniedException
        ? "that is not allowed"
        : failure.getMessage();
  }
}
