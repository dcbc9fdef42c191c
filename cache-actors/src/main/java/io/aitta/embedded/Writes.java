package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.Put;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The operations of a typed cache that store a value. */
record Writes<K, V>(Asker<K> asker, Translation<K, V> translation) {
  CompletionStage<Version> put(K key, V value, PutOptions options) {
    return Stages.map(
        putIf(Condition.ALWAYS, key, value, options),
        stored -> stored.orElseThrow(() -> new IllegalStateException("a put without condition")));
  }

  CompletionStage<Optional<Version>> putIf(
      Condition condition, K key, V value, PutOptions options) {
    requireNonNull(value, "value is null");
    requireNonNull(options, "options is null");
    return asker.ask(
        key,
        k -> operation(k, translation.write(key, value), options, condition),
        new Answers<>(translation)::stored);
  }

  CompletionStage<Optional<V>> swap(K key, V value, PutOptions options) {
    requireNonNull(value, "value is null");
    requireNonNull(options, "options is null");
    return asker.ask(
        key,
        k -> new GetAndPut(k, translation.write(key, value), options.lifetime(), options.tags()),
        new Answers<>(translation)::previous);
  }

  static Put operation(CacheKey key, CacheValue value, PutOptions options, Condition condition) {
    return new Put(key, value, options.lifetime(), options.tags(), condition);
  }
}
