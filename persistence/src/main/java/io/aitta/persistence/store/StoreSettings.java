package io.aitta.persistence.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The settings of a store.
 *
 * @param directory where its files are; one store has it alone
 * @param queueBytes how much may wait to be committed
 * @param cacheMegabytes how much of what was read or written is kept in memory
 * @param pageBytes how large a page of the file becomes before it is split; an event that is larger
 *     has a page of its own
 */
public record StoreSettings(Path directory, long queueBytes, int cacheMegabytes, int pageBytes) {
  /** All are positive. */
  public StoreSettings {
    requireNonNull(directory, "directory is null");
    if (queueBytes < 1 || cacheMegabytes < 1 || pageBytes < 256) {
      throw new IllegalArgumentException(
          "a queue of "
              + queueBytes
              + " bytes, a cache of "
              + cacheMegabytes
              + " MB, pages of "
              + pageBytes
              + " bytes: one is too small");
    }
  }
}
