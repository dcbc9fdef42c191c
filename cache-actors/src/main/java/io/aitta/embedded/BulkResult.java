package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

/** What became of one key of many. */
public sealed interface BulkResult<K, T> {
  K key();

  /**
   * What was answered.
   *
   * @throws RuntimeException the cause, when it failed
   */
  T orThrow();

  /** It was done, with this answer. */
  record Done<K, T>(K key, T answer) implements BulkResult<K, T> {
    public Done {
      requireNonNull(key, "key is null");
      requireNonNull(answer, "answer is null");
    }

    @Override
    public T orThrow() {
      return answer;
    }
  }

  /** It failed; the cause is what the operation on a single key would have failed with. */
  record Failed<K, T>(K key, RuntimeException cause) implements BulkResult<K, T> {
    public Failed {
      requireNonNull(key, "key is null");
      requireNonNull(cause, "cause is null");
    }

    @Override
    public T orThrow() {
      throw cause;
    }
  }
}
