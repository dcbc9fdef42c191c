package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Version;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.ReadLifetime;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.NodeStatistics;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;

/** A typed cache over a gateway. */
final class GatewayCache<K, V> implements Cache<K, V> {
  private final CacheRoad road;
  private final Translation<K, V> translation;
  private final Duration timeout;
  private final Asker<K> asker;
  private final Answers<K, V> answers;
  private final Bulks<K, V> bulk;

  GatewayCache(CacheRoad road, Translation<K, V> translation, Duration timeout) {
    this.road = requireNonNull(road, "road is null");
    this.translation = requireNonNull(translation, "translation is null");
    this.timeout = CacheSettings.positive(timeout);
    this.asker = new Asker<>(road, translation::write, timeout);
    this.answers = new Answers<>(translation);
    this.bulk = new Bulks<>(road, translation, timeout);
  }

  @Override
  public CacheName name() {
    return road.name();
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public Cache<K, V> withTimeout(Duration other) {
    return new GatewayCache<>(road, translation, other);
  }

  @Override
  public CompletionStage<Optional<V>> get(K key) {
    return asker.ask(key, k -> new Get(k, true), answers::value);
  }

  @Override
  public CompletionStage<Optional<Versioned<V>>> getVersioned(K key) {
    return asker.ask(key, k -> new Get(k, true), answers::versioned);
  }

  @Override
  public CompletionStage<Boolean> containsKey(K key) {
    return asker.ask(key, k -> new Get(k, false), found -> found.entry().isPresent());
  }

  @Override
  public CompletionStage<Version> put(K key, V value, PutOptions options) {
    return Stages.map(
        putIf(Condition.ALWAYS, key, value, options),
        stored -> stored.orElseThrow(() -> new IllegalStateException("a put without condition")));
  }

  @Override
  public CompletionStage<Optional<Version>> putIfAbsent(K key, V value, PutOptions options) {
    return putIf(Condition.IF_ABSENT, key, value, options);
  }

  @Override
  public CompletionStage<Optional<Version>> replace(K key, V value, PutOptions options) {
    return putIf(Condition.IF_PRESENT, key, value, options);
  }

  @Override
  public CompletionStage<Optional<Version>> replaceIfVersion(
      K key, V value, Version expected, PutOptions options) {
    return putIf(Condition.ifVersion(expected), key, value, options);
  }

  @Override
  public CompletionStage<Optional<V>> getAndPut(K key, V value, PutOptions options) {
    requireNonNull(value, "value is null");
    return asker.ask(
        key,
        k -> new GetAndPut(k, translation.write(key, value), options.lifetime(), options.tags()),
        answers::previous);
  }

  @Override
  public CompletionStage<Optional<V>> getAndRemove(K key) {
    return asker.ask(key, GetAndRemove::new, answers::value);
  }

  @Override
  public CompletionStage<Boolean> remove(K key) {
    return asker.ask(key, k -> new Remove(k, Condition.ALWAYS), Answers::removed);
  }

  @Override
  public CompletionStage<Boolean> removeIfVersion(K key, Version expected) {
    return asker.ask(key, k -> new Remove(k, Condition.ifVersion(expected)), Answers::removed);
  }

  @Override
  public CompletionStage<Boolean> touch(K key) {
    return asker.ask(key, Touch::new, Answers::touched);
  }

  @Override
  public CompletionStage<Optional<TimeLeft>> timeLeft(K key) {
    return asker.ask(key, ReadLifetime::new, Answers::timeLeft);
  }

  @Override
  public CompletionStage<Boolean> expireAfter(K key, Duration timeToLive) {
    return changeLifetime(key, Durations.millis(timeToLive), ChangeLifetime.KEEP);
  }

  @Override
  public CompletionStage<Boolean> expireAfterIdle(K key, Duration maxIdle) {
    return changeLifetime(key, ChangeLifetime.KEEP, Durations.millis(maxIdle));
  }

  @Override
  public CompletionStage<Boolean> persist(K key) {
    return changeLifetime(key, Lifetime.NONE, Lifetime.NONE);
  }

  @Override
  public CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys) {
    return bulk.getAll(keys);
  }

  @Override
  public CompletionStage<Map<K, Version>> putAll(
      Map<? extends K, ? extends V> entries, PutOptions options) {
    return bulk.putAll(entries, options);
  }

  @Override
  public CompletionStage<Long> removeAll(Collection<? extends K> keys) {
    return bulk.removeAll(keys);
  }

  @Override
  public CompletionStage<Long> invalidate(Selection<K> selection) {
    return Stages.begin(() -> road.invalidate(translation.write(selection), timeout));
  }

  @Override
  public CompletionStage<CacheStatistics> statistics() {
    return Stages.map(
        road.statistics(timeout),
        nodes ->
            nodes.values().stream()
                .map(NodeStatistics::statistics)
                .reduce(CacheStatistics.ZERO, CacheStatistics::plus));
  }

  @Override
  public Counters<K> counters() {
    return new GatewayCounters<>(
        asker, new Answers<>(new Translation<>(name(), translation.keys(), Codecs.longs())));
  }

  @Override
  public Source<CacheEntry<K, V>, NotUsed> entries(Selection<K> selection) {
    return new Pages(road, translation.write(selection), true, timeout)
        .stream().map(answers::entry);
  }

  @Override
  public Source<K, NotUsed> keys(Selection<K> selection) {
    return new Pages(road, translation.write(selection), false, timeout)
        .stream().map(hit -> translation.readKey(hit.found().key()));
  }

  @Override
  public Flow<Pair<K, V>, BulkResult<K, Version>, NotUsed> putFlow(
      PutOptions options, int parallelism) {
    return bulk.writes(options).flow(parallelism);
  }

  @Override
  public Flow<K, BulkResult<K, Optional<V>>, NotUsed> getFlow(int parallelism) {
    return bulk.reads().flow(parallelism);
  }

  private CompletionStage<Optional<Version>> putIf(
      Condition condition, K key, V value, PutOptions options) {
    requireNonNull(value, "value is null");
    requireNonNull(options, "options is null");
    return asker.ask(
        key, k -> put(k, translation.write(key, value), options, condition), answers::stored);
  }

  static Put put(CacheKey key, CacheValue value, PutOptions options, Condition condition) {
    return new Put(key, value, options.lifetime(), options.tags(), condition);
  }

  private CompletionStage<Boolean> changeLifetime(K key, long timeToLive, long maxIdle) {
    return asker.ask(
        key, k -> new ChangeLifetime(k, timeToLive, maxIdle, Condition.ALWAYS), Answers::touched);
  }

  @Override
  public String toString() {
    return "cache '" + name() + "'";
  }
}
