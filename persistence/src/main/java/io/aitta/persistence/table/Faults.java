package io.aitta.persistence.table;

import io.aitta.persistence.file.DamagedBlockException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Tells damage from failure, where MVStore reports both alike. */
public final class Faults {
  private Faults() {}

  /** Says in one sentence what has happened to a file. */
  public static StoreException explain(Path file, Throwable fault) {
    if (fault instanceof RefusedChangeException refused) {
      return refused;
    }
    if (fault instanceof StoreException known && known.getMessage().startsWith(file.toString())) {
      return known;
    }
    String message = sentence(deepest(fault));
    return isDamage(fault)
        ? new DamagedStoreException(file + " is damaged: " + message, fault)
        : new StoreFailedException(file + " cannot be used: " + message, fault);
  }

  private static String sentence(Throwable deepest) {
    boolean isForPeople =
        deepest instanceof StoreException
            || deepest instanceof DamagedBlockException
            || deepest instanceof MVStoreException;
    return isForPeople ? deepest.getMessage() : deepest.toString();
  }

  /** Whether the content of the file is the cause, or the disk, as far as can be told. */
  private static boolean isDamage(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof DamagedBlockException || cause instanceof EOFException) {
        return true;
      }
    }
    Throwable deepest = deepest(fault);
    if (deepest instanceof MVStoreException last) {
      return last.getErrorCode() != DataUtils.ERROR_CLOSED
          && last.getErrorCode() != DataUtils.ERROR_WRITING_FAILED;
    }
    return !(deepest instanceof IOException
        || deepest instanceof StoreFailedException
        || deepest instanceof OutOfMemoryError);
  }

  private static Throwable deepest(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
