package io.aitta.core.store;

/**
 * Makes the stores of a partition: which memory engine it uses. Called on the partition's thread.
 */
@FunctionalInterface
public interface StoreFactory {
  /**
   * An empty store.
   *
   * @param now milliseconds of the epoch
   */
  EntryStore create(long now);
}
