package io.aitta.embedded;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * The counters of a cache: entries that hold a whole number of 64 bits as decimal text, the same
 * that REST increments. They share the keys of the cache they belong to, where a codec other than
 * {@link io.aitta.embedded.codec.Codecs#longs} takes them for text; best give them a cache of their
 * own. Thread-safe; never blocks.
 */
public interface Counters<K> {
  /** Adds to a counter that begins at 0; see the other increment. */
  default CompletionStage<Long> increment(K key, long delta) {
    return increment(key, delta, 0);
  }

  /**
   * Adds to a counter in one step; its lifetime stays. Fails with {@link CounterException} where
   * the entry is no number or the sum does not fit, and with what {@link Cache} says.
   *
   * @param initial what an absent counter holds before the addition
   * @return the sum
   */
  CompletionStage<Long> increment(K key, long delta, long initial);

  /** What a counter holds; fails with a codec exception where the entry is no number. */
  CompletionStage<OptionalLong> get(K key);
}
