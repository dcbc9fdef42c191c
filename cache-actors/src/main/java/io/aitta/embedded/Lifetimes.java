package io.aitta.embedded;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.ReadLifetime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The operations of a typed cache on how long an entry lives. */
record Lifetimes<K>(Asker<K> asker) {
  CompletionStage<Optional<TimeLeft>> left(K key) {
    return asker.ask(key, ReadLifetime::new, Answers::timeLeft);
  }

  CompletionStage<Boolean> expireAfter(K key, Duration timeToLive) {
    return change(key, Durations.millis(timeToLive), ChangeLifetime.KEEP);
  }

  CompletionStage<Boolean> expireAfterIdle(K key, Duration maxIdle) {
    return change(key, ChangeLifetime.KEEP, Durations.millis(maxIdle));
  }

  CompletionStage<Boolean> persist(K key) {
    return change(key, Lifetime.NONE, Lifetime.NONE);
  }

  private CompletionStage<Boolean> change(K key, long timeToLive, long maxIdle) {
    return asker.ask(
        key, k -> new ChangeLifetime(k, timeToLive, maxIdle, Condition.ALWAYS), Answers::touched);
  }
}
