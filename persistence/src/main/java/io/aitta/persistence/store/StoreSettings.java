package io.aitta.persistence.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The settings of a store.
 *
 * @param directory where its files are; one store has it alone
 * @param queueBytes how much may wait to be committed
 * @param cacheMegabytes how much of what was read or written is kept in memory
 * @param pageEvents how many events a page of the file has before it is split; fewer where they are
 *     large
 */
public record StoreSettings(Path directory, long queueBytes, int cacheMegabytes, int pageEvents) {
  /** All are positive. */
  public StoreSettings {
    requireNonNull(directory, "directory is null");
    if (queueBytes < 1 || cacheMegabytes < 1 || pageEvents < 4) {
      throw new IllegalArgumentException(
          "a queue of "
              + queueBytes
              + " bytes, a cache of "
              + cacheMegabytes
              + " MB, pages of "
              + pageEvents
              + " events: one is too small");
    }
  }
}
