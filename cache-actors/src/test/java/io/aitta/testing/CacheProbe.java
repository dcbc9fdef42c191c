package io.aitta.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.ReadLifetime;
import io.aitta.core.operation.Remove;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.TouchReply;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.NodeStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Talks to one cache of a gateway, waits for each answer, and throws the failure where it fails.
 */
public final class CacheProbe {
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Gateway gateway;
  private final CacheName cache;

  public CacheProbe(Gateway gateway, CacheName cache) {
    this.gateway = gateway;
    this.cache = cache;
  }

  /** Waits for the answer, at the longest twice the timeout. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof CacheException cause ? cause : failure;
    }
  }

  public static CacheValue text(String text) {
    return CacheValue.copyOf(text.getBytes(UTF_8), "text/plain");
  }

  public CacheName cache() {
    return cache;
  }

  public <R extends Reply> R execute(KeyOperation<R> operation) {
    return await(gateway.execute(cache, operation, TIMEOUT));
  }

  public StoreReply put(String key, String value) {
    return put(key, value, Condition.ALWAYS);
  }

  public StoreReply put(String key, String value, Condition condition) {
    return execute(
        new Put(CacheKey.of(key), text(value), Lifetime.INHERITED, Tags.NONE, condition));
  }

  public StoreReply put(String key, String value, Tags tags) {
    return execute(
        new Put(CacheKey.of(key), text(value), Lifetime.INHERITED, tags, Condition.ALWAYS));
  }

  public StoreReply put(String key, String value, Lifetime lifetime) {
    return execute(new Put(CacheKey.of(key), text(value), lifetime, Tags.NONE, Condition.ALWAYS));
  }

  /** Stores and answers with the version that the entry has then. */
  public Version stored(String key, String value) {
    StoreReply reply = put(key, value);
    if (reply instanceof StoreReply.Created created) {
      return created.version();
    }
    return ((StoreReply.Replaced) reply).version();
  }

  public Optional<Entry> get(String key) {
    return execute(new Get(CacheKey.of(key), true)).entry();
  }

  public Optional<String> getText(String key) {
    return get(key).map(entry -> new String(entry.value().toBytes(), UTF_8));
  }

  public RemoveReply remove(String key) {
    return execute(new Remove(CacheKey.of(key), Condition.ALWAYS));
  }

  public CountReply increment(String key, long delta, long initial) {
    return execute(new Increment(CacheKey.of(key), delta, initial, Condition.ALWAYS));
  }

  public LifetimeReply lifetime(String key) {
    return execute(new ReadLifetime(CacheKey.of(key)));
  }

  public TouchReply changeLifetime(String key, long ttlMillis, long idleMillis) {
    return execute(new ChangeLifetime(CacheKey.of(key), ttlMillis, idleMillis, Condition.ALWAYS));
  }

  public long invalidate(Selector selector) {
    return await(gateway.invalidate(cache, selector, TIMEOUT));
  }

  public Listing list(ListRequest request) {
    return await(gateway.list(cache, request, TIMEOUT));
  }

  /** The keys of all pages, in the order they came. */
  public List<String> keys(Selector selector, int limit) {
    List<String> keys = new ArrayList<>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      Listing page = list(new ListRequest(selector, cursor, limit, false));
      for (Lookup.Hit hit : page.entries()) {
        keys.add(hit.found().key().toString());
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return keys;
  }

  /** The sum over all nodes. */
  public CacheStatistics statistics() {
    CacheStatistics sum = CacheStatistics.ZERO;
    for (NodeStatistics node : await(gateway.statistics(cache, TIMEOUT)).values()) {
      sum = sum.plus(node.statistics());
    }
    return sum;
  }
}
