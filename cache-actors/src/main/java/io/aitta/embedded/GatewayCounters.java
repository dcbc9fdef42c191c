package io.aitta.embedded;

import io.aitta.core.model.Condition;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The counters of a cache over a gateway. */
final class GatewayCounters<K> implements Counters<K> {
  private final Asker<K> asker;
  private final Answers<K, Long> answers;

  GatewayCounters(Asker<K> asker, Answers<K, Long> answers) {
    this.asker = asker;
    this.answers = answers;
  }

  @Override
  public CompletionStage<Long> increment(K key, long delta, long initial) {
    return asker.ask(
        key, k -> new Increment(k, delta, initial, Condition.ALWAYS), answers::counted);
  }

  @Override
  public CompletionStage<OptionalLong> get(K key) {
    return asker.ask(
        key,
        k -> new Get(k, true),
        found -> answers.value(found).map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }
}
