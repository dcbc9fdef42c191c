package io.aitta.embedded;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Version;
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

/**
 * A typed, asynchronous view of one distributed cache. Thread-safe; never blocks; keep one and
 * share it.
 *
 * <p>Every operation on one key is a single atomic step at the key's owner, conditions included,
 * and all that read the key after it was answered see it. The cache is made when it is first used,
 * with the configuration it was opened with, and made again if somebody drops it.
 *
 * <p><b>From an actor</b>, send the outcome to yourself and touch no state in callbacks:
 *
 * <pre>{@code
 * getContext().pipeToSelf(cache.get(key), (user, failure) ->
 *     failure == null ? new UserFound(user) : new UserUnavailable(failure));
 * }</pre>
 *
 * <p>Stages complete on a thread of the cache: a continuation without an executor of its own runs
 * there and must be short. Give long ones an executor ({@code thenApplyAsync(f, executor)}), never
 * the common pool.
 *
 * <p><b>Failures.</b> A miss, a condition that does not hold, an absent entry are answers. A stage
 * fails with
 *
 * <ul>
 *   <li>a {@link io.aitta.gateway.CacheException} when the cluster cannot answer; each kind says
 *       whether anything was done and whether to try again,
 *   <li>an {@link OverBudgetException} when the cache has no room for the entry,
 *   <li>a {@link io.aitta.embedded.codec.CodecException} when a key or value cannot be written or
 *       read,
 *   <li>a {@link BulkException} when some of many keys failed.
 * </ul>
 *
 * <p>The stage itself fails with exactly these; stages derived from it wrap them in {@code
 * CompletionException}, as Java's do. A null argument is a {@code NullPointerException} at once.
 */
public interface Cache<K, V> {
  CacheName name();

  /** How long an operation may take; of a bulk operation or listing, each batch or page. */
  Duration timeout();

  /** The same cache with another time allowed: above zero, at most a day. */
  Cache<K, V> withTimeout(Duration timeout);

  /** The value under a key. Counts a hit or miss and restarts the idle time. */
  CompletionStage<Optional<V>> get(K key);

  /** The value under a key with its version, for {@link #replaceIfVersion}; otherwise as get. */
  CompletionStage<Optional<Versioned<V>>> getVersioned(K key);

  /** Whether there is an entry. Counts and restarts the idle time as get does. */
  CompletionStage<Boolean> containsKey(K key);

  /**
   * The values under those of the keys that have one, in the order asked for. Fails with {@link
   * BulkException} when a key could not be read.
   */
  CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys);

  /** Stores a value with the lifetime that the cache gives; see the other put. */
  default CompletionStage<Version> put(K key, V value) {
    return put(key, value, PutOptions.DEFAULT);
  }

  /**
   * Stores a value, replacing what is there, lifetime and tags included.
   *
   * @return the version of the new entry
   */
  CompletionStage<Version> put(K key, V value, PutOptions options);

  /** Stores a value where there is none; see the other putIfAbsent. */
  default CompletionStage<Optional<Version>> putIfAbsent(K key, V value) {
    return putIfAbsent(key, value, PutOptions.DEFAULT);
  }

  /**
   * Stores a value where there is none.
   *
   * @return the version of the new entry; empty where there was one, and nothing changed
   */
  CompletionStage<Optional<Version>> putIfAbsent(K key, V value, PutOptions options);

  /** Replaces a value where there is one; see the other replace. */
  default CompletionStage<Optional<Version>> replace(K key, V value) {
    return replace(key, value, PutOptions.DEFAULT);
  }

  /**
   * Replaces a value where there is one.
   *
   * @return the version of the new entry; empty where there was none, and nothing changed
   */
  CompletionStage<Optional<Version>> replace(K key, V value, PutOptions options);

  /** Compares and sets; see the other replaceIfVersion. */
  default CompletionStage<Optional<Version>> replaceIfVersion(K key, V value, Version expected) {
    return replaceIfVersion(key, value, expected, PutOptions.DEFAULT);
  }

  /**
   * Compares and sets: replaces an entry that still has the version that was read.
   *
   * @return the version of the new entry; empty where the entry is gone or has another version, and
   *     nothing changed: read again and decide anew
   */
  CompletionStage<Optional<Version>> replaceIfVersion(
      K key, V value, Version expected, PutOptions options);

  /** Stores many values; see the other putAll. */
  default CompletionStage<Map<K, Version>> putAll(Map<? extends K, ? extends V> entries) {
    return putAll(entries, PutOptions.DEFAULT);
  }

  /**
   * Stores many values, in batches, one batch after the other. No transaction: each stands for
   * itself, and where some fail with a {@link BulkException} the others are stored. For more than
   * fits in memory use {@link #putFlow}.
   *
   * @return the versions of the new entries
   */
  CompletionStage<Map<K, Version>> putAll(
      Map<? extends K, ? extends V> entries, PutOptions options);

  /** Stores a value and answers with the one that was there; see the other getAndPut. */
  default CompletionStage<Optional<V>> getAndPut(K key, V value) {
    return getAndPut(key, value, PutOptions.DEFAULT);
  }

  /** Stores a value and answers with the one that was there. */
  CompletionStage<Optional<V>> getAndPut(K key, V value, PutOptions options);

  /** Removes an entry and answers with its value. */
  CompletionStage<Optional<V>> getAndRemove(K key);

  /**
   * Removes an entry.
   *
   * @return whether there was one
   */
  CompletionStage<Boolean> remove(K key);

  /**
   * Removes an entry that still has the version that was read.
   *
   * @return whether it was removed; false where it is gone or has another version
   */
  CompletionStage<Boolean> removeIfVersion(K key, Version expected);

  /**
   * Removes many entries, in batches; where some fail with a {@link BulkException} the others are
   * gone.
   *
   * @return how many there were
   */
  CompletionStage<Long> removeAll(Collection<? extends K> keys);

  /**
   * Restarts an entry's idle time without reading it.
   *
   * @return whether there is such an entry
   */
  CompletionStage<Boolean> touch(K key);

  /** How long an entry still lives; asking does not prolong it. */
  CompletionStage<Optional<TimeLeft>> timeLeft(K key);

  /**
   * Lets an entry end after a time, counted from now; its value and version stay.
   *
   * @param timeToLive more than zero, at most ten years
   * @return whether there is such an entry
   */
  CompletionStage<Boolean> expireAfter(K key, Duration timeToLive);

  /**
   * Lets an entry end when nobody reads or writes it for a time; its value and version stay.
   *
   * @param maxIdle more than zero, at most ten years
   * @return whether there is such an entry
   */
  CompletionStage<Boolean> expireAfterIdle(K key, Duration maxIdle);

  /**
   * Lets an entry live on, without either limit.
   *
   * @return whether there is such an entry
   */
  CompletionStage<Boolean> persist(K key);

  /**
   * Removes all entries that are selected. Entries written after it began stay.
   *
   * @return how many were removed
   */
  CompletionStage<Long> invalidate(Selection<K> selection);

  /** What the cache holds and has done, on all nodes together. */
  CompletionStage<CacheStatistics> statistics();

  /** The counters among this cache's entries. */
  Counters<K> counters();

  /**
   * The selected entries with their values, read page by page as they are asked for: at most one
   * page is held. An entry present all the while comes exactly once, whatever is written meanwhile,
   * in no particular order. Reading so counts neither hits nor use.
   *
   * <p>The stream fails with {@link io.aitta.gateway.ListingInterruptedException} when owners
   * change beneath it: begin again.
   */
  Source<CacheEntry<K, V>, NotUsed> entries(Selection<K> selection);

  /** The keys of the selected entries; as {@link #entries}, without moving the values. */
  Source<K, NotUsed> keys(Selection<K> selection);

  /**
   * One page of {@link #entries}, for those who cannot take a stream.
   *
   * @param limit how many entries at most, 1 to 10,000; a page of large values ends early
   * @param after where the page before ended; empty for the first
   */
  CompletionStage<CachePage<K, V>> page(
      Selection<K> selection, int limit, Optional<ListCursor> after);

  /**
   * Stores what flows through, and answers each element in its order. Elements are gathered into
   * batches while earlier batches are under way, and held back when {@code parallelism} batches
   * are. A key that cannot be stored is a {@link BulkResult.Failed} and does not end the stream.
   *
   * @param parallelism how many batches may be under way; with 1, writes to one key happen in their
   *     order, with more they may not
   */
  Flow<Pair<K, V>, BulkResult<K, Version>, NotUsed> putFlow(PutOptions options, int parallelism);

  /**
   * Reads the keys that flow through, and answers each in its order; as {@link #putFlow} otherwise.
   *
   * @param parallelism how many batches may be under way
   */
  Flow<K, BulkResult<K, Optional<V>>, NotUsed> getFlow(int parallelism);
}
