package io.aitta.gateway;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The one road to the cache. Any node's gateway takes any key; it finds the owner, waits for it
 * while it moves, and answers within the time allowed.
 *
 * <p>Thread-safe; never blocks. A stage fails with a {@link CacheException} and with nothing else;
 * each kind says whether anything was done and whether to try again. Stages complete on a thread
 * that may run short continuations only.
 */
public interface Gateway {
  /** The longest time a call may take; more is taken for this. */
  Duration MAX_TIMEOUT = Duration.ofDays(1);

  /**
   * Asks one entry's owner. Fails with {@link CacheNotFoundException} where there is no cache, and
   * with {@link TooLargeException} where a value is larger than what nodes send each other.
   */
  <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Duration timeout);

  /**
   * The same, for a write that its caller may have asked for before, here or at another node: it is
   * done once, and each time gives the answer it had. That holds for as long as the partition
   * remembers: it forgets after some minutes, or sooner when many are remembered. What it is known
   * to have forgotten fails with {@link OutcomeUnknownException} and is not done again; what was
   * forgotten altogether is done as if it were new. Without a name a call is done once as well,
   * however often the gateway has to send it. Fails with {@link NameTakenException} where the name
   * is known as another write's. Reads take no notice of a name.
   */
  <R extends Reply> CompletionStage<R> executeOnce(
      CacheName cache, KeyOperation<R> operation, WriteName name, Duration timeout);

  /**
   * Asks for many entries; operations on one key are applied in their order, others in any. Each
   * stands for itself: the list has one attempt for each operation, in their order.
   */
  default CompletionStage<List<Attempt>> executeAll(
      CacheName cache, List<KeyOperation<?>> operations, Duration timeout) {
    return executeAll(cache, operations, Long.MAX_VALUE, timeout);
  }

  /**
   * The same, with answers that fit in memory: once the values they bring come to about that many
   * bytes, what is left is {@link Attempt.Postponed}. Of operations on one key those that are
   * postponed are the last ones, so asking again for all that were keeps their order. The first
   * operation is never postponed.
   *
   * @param maxAnswerBytes positive; one value more than that may come, however large
   */
  CompletionStage<List<Attempt>> executeAll(
      CacheName cache, List<KeyOperation<?>> operations, long maxAnswerBytes, Duration timeout);

  /** Lists a page of a cache. */
  CompletionStage<Listing> list(CacheName cache, ListRequest request, Duration timeout);

  /**
   * Removes what is selected and answers how many entries that were. Entries written after it began
   * stay.
   */
  CompletionStage<Long> invalidate(CacheName cache, Selector selector, Duration timeout);

  /** What a cache holds and has done, per node that leads some of its partitions. */
  CompletionStage<Map<String, NodeStatistics>> statistics(CacheName cache, Duration timeout);

  /**
   * The caches there are, as this node knows them. Never blocks, asks nobody.
   *
   * @throws UnavailableException while this node, just started, has not heard of them yet
   */
  Map<CacheName, CacheConfig> caches();

  /** The configuration of a cache, as this node knows it. Never blocks, asks nobody. */
  Optional<CacheConfig> configuration(CacheName cache);

  /**
   * Makes a cache or gives it another configuration, on all nodes.
   *
   * @return whether it was made
   */
  CompletionStage<Boolean> configure(CacheName cache, CacheConfig config, Duration timeout);

  /** Makes a cache of defaults where there is none; leaves one that is there alone. */
  CompletionStage<Void> createIfAbsent(CacheName cache, Duration timeout);

  /**
   * Drops a cache and all its entries, on all nodes.
   *
   * @return whether there was one
   */
  CompletionStage<Boolean> drop(CacheName cache, Duration timeout);
}
