package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks for one entry: writes its key, sends the operation, reads the answer. */
record Asker<K>(CacheRoad road, Function<K, CacheKey> keys, Duration timeout) {
  <R extends Reply, T> CompletionStage<T> ask(
      K key, Function<CacheKey, KeyOperation<R>> operation, Function<R, T> outcome) {
    requireNonNull(key, "key is null");
    return Stages.begin(
        () -> Stages.map(road.execute(operation.apply(keys.apply(key)), timeout), outcome));
  }
}
