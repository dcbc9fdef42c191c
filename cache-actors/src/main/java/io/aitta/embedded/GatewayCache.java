package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.ListCursor;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;

/** A typed cache over a gateway: checks what it is given and passes it on. */
final class GatewayCache<K, V> implements Cache<K, V> {
  private final CacheRoad road;
  private final Translation<K, V> translation;
  private final Duration timeout;
  private final Asker<K> asker;
  private final Answers<K, V> answers;
  private final Writes<K, V> writes;
  private final Lifetimes<K> lifetimes;
  private final Bulks<K, V> bulk;
  private final Listings<K, V> listings;

  GatewayCache(CacheRoad road, Translation<K, V> translation, Duration timeout) {
    this.road = requireNonNull(road, "road is null");
    this.translation = requireNonNull(translation, "translation is null");
    this.timeout = CacheSettings.positive(timeout);
    this.asker = new Asker<>(road, translation::write, timeout);
    this.answers = new Answers<>(translation);
    this.writes = new Writes<>(asker, translation);
    this.lifetimes = new Lifetimes<>(asker);
    this.bulk = new Bulks<>(road, translation, timeout);
    this.listings = new Listings<>(road, translation, timeout);
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
    return writes.put(key, value, options);
  }

  @Override
  public CompletionStage<Optional<Version>> putIfAbsent(K key, V value, PutOptions options) {
    return writes.putIf(Condition.IF_ABSENT, key, value, options);
  }

  @Override
  public CompletionStage<Optional<Version>> replace(K key, V value, PutOptions options) {
    return writes.putIf(Condition.IF_PRESENT, key, value, options);
  }

  @Override
  public CompletionStage<Optional<Version>> replaceIfVersion(
      K key, V value, Version expected, PutOptions options) {
    return writes.putIf(unchanged(expected), key, value, options);
  }

  @Override
  public CompletionStage<Optional<V>> getAndPut(K key, V value, PutOptions options) {
    return writes.swap(key, value, options);
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
    Condition condition = unchanged(expected);
    return asker.ask(key, k -> new Remove(k, condition), Answers::removed);
  }

  @Override
  public CompletionStage<Boolean> touch(K key) {
    return asker.ask(key, Touch::new, Answers::touched);
  }

  @Override
  public CompletionStage<Optional<TimeLeft>> timeLeft(K key) {
    return lifetimes.left(key);
  }

  @Override
  public CompletionStage<Boolean> expireAfter(K key, Duration timeToLive) {
    return lifetimes.expireAfter(key, timeToLive);
  }

  @Override
  public CompletionStage<Boolean> expireAfterIdle(K key, Duration maxIdle) {
    return lifetimes.expireAfterIdle(key, maxIdle);
  }

  @Override
  public CompletionStage<Boolean> persist(K key) {
    return lifetimes.persist(key);
  }

  @Override
  public CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys) {
    return bulk.getAll(requireNonNull(keys, "keys is null"));
  }

  @Override
  public CompletionStage<Map<K, Version>> putAll(
      Map<? extends K, ? extends V> entries, PutOptions options) {
    return bulk.putAll(requireNonNull(entries, "entries is null"), options);
  }

  @Override
  public CompletionStage<Long> removeAll(Collection<? extends K> keys) {
    return bulk.removeAll(requireNonNull(keys, "keys is null"));
  }

  @Override
  public CompletionStage<Long> invalidate(Selection<K> selection) {
    return listings.invalidate(selection);
  }

  @Override
  public CompletionStage<CacheStatistics> statistics() {
    return listings.statistics();
  }

  @Override
  public Counters<K> counters() {
    return new GatewayCounters<>(
        asker, new Answers<>(new Translation<>(name(), translation.keys(), Codecs.longs())));
  }

  @Override
  public Source<CacheEntry<K, V>, NotUsed> entries(Selection<K> selection) {
    return listings.entries(selection);
  }

  @Override
  public Source<K, NotUsed> keys(Selection<K> selection) {
    return listings.keys(selection);
  }

  @Override
  public CompletionStage<CachePage<K, V>> page(
      Selection<K> selection, int limit, Optional<ListCursor> after) {
    return listings.page(selection, limit, after);
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

  private static Condition unchanged(Version expected) {
    return Condition.ifVersion(requireNonNull(expected, "expected is null"));
  }

  @Override
  public String toString() {
    return "cache '" + name() + "'";
  }
}
