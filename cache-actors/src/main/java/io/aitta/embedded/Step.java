package io.aitta.embedded;

import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import java.util.function.Function;

/** One key of a bulk operation, ready to be sent or known to fail. */
sealed interface Step<K> {
  /** What a step without a value counts against the bytes of a batch. */
  long LIGHT = 8 * 1024;

  K key();

  /** What the step counts against the bytes of a batch. */
  default long weight() {
    return LIGHT;
  }

  static <K> Step<K> of(K key, Function<K, KeyOperation<?>> operation) {
    try {
      return new Ready<>(key, operation.apply(key));
    } catch (RuntimeException unwritable) {
      return new Unwritable<>(key, unwritable);
    }
  }

  /** It can be sent. */
  record Ready<K>(K key, KeyOperation<?> operation) implements Step<K> {
    @Override
    public long weight() {
      return operation instanceof Put put ? Math.max(LIGHT, put.value().length()) : LIGHT;
    }
  }

  /** Its key or value cannot be written. */
  record Unwritable<K>(K key, RuntimeException cause) implements Step<K> {}
}
