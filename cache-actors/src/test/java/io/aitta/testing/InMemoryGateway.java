package io.aitta.testing;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.ReadStatistics;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StatisticsReply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.ListingInterruptedException;
import io.aitta.gateway.NameTakenException;
import io.aitta.gateway.NodeStatistics;
import io.aitta.gateway.WriteName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A whole cache in this JVM: the real partitions behind locks, no cluster. Answers before it
 * returns, so a timeout has no meaning. Thread-safe.
 */
public final class InMemoryGateway implements Gateway {
  /** The name of the one node. */
  public static final String NODE = "local";

  private static final int PARTITIONS = 8;
  private static final long PAGE_BYTES = 1 << 20;

  private final LongSupplier clock;
  private final InMemoryPartitions partitions;
  private final Queue<CacheException> failures = new ConcurrentLinkedQueue<>();
  private final Object catalogLock = new Object();
  private final Map<Named, Remembered> named = new HashMap<>();
  private volatile Catalog catalog = Catalog.EMPTY;
  private long catalogChanges;

  private record Named(CacheName cache, CacheKey key, String name) {}

  private record Remembered(long fingerprint, Reply reply) {}

  /** A cache that goes by the system's clock. */
  public InMemoryGateway() {
    this(System::currentTimeMillis);
  }

  /** A cache that goes by the given clock, in milliseconds of the epoch. */
  public InMemoryGateway(LongSupplier clock) {
    this(clock, PARTITIONS);
  }

  public InMemoryGateway(LongSupplier clock, int partitions) {
    this.clock = clock;
    this.partitions = new InMemoryPartitions(new Partitioning(partitions), () -> catalog);
  }

  /** Lets the next call fail that way, or one more when called again; nothing is done by it. */
  public void failNext(CacheException failure) {
    failures.add(failure);
  }

  /** Gives back what has ended and evicts what is too much, to the end. */
  public void sweep() {
    partitions.sweep(clock.getAsLong());
  }

  @Override
  public <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Duration timeout) {
    return answer(() -> apply(idOf(cache), operation));
  }

  @Override
  @SuppressWarnings("unchecked") // What was asked under one name and fingerprint answers alike.
  public <R extends Reply> CompletionStage<R> executeOnce(
      CacheName cache, KeyOperation<R> operation, WriteName name, Duration timeout) {
    return answer(
        () -> {
          synchronized (named) {
            Named entry = new Named(cache, operation.key(), name.text());
            Remembered known = named.get(entry);
            if (known == null) {
              known = new Remembered(name.fingerprint(), apply(idOf(cache), operation));
              named.put(entry, known);
            }
            if (known.fingerprint() != name.fingerprint()) {
              throw new NameTakenException("the name was given to another write: choose another");
            }
            return (R) known.reply();
          }
        });
  }

  @Override
  public CompletionStage<List<Attempt>> executeAll(
      CacheName cache, List<KeyOperation<?>> operations, long maxAnswerBytes, Duration timeout) {
    return answer(
        () -> {
          List<Attempt> attempts = new ArrayList<>();
          long bytes = 0;
          for (KeyOperation<?> operation : operations) {
            attempts.add(
                bytes < maxAnswerBytes ? attempt(cache, operation) : new Attempt.Postponed());
            bytes += valueBytes(attempts.get(attempts.size() - 1));
          }
          return attempts;
        });
  }

  @Override
  public CompletionStage<Listing> list(CacheName cache, ListRequest request, Duration timeout) {
    return answer(() -> list(idOf(cache), request));
  }

  @Override
  public CompletionStage<Long> invalidate(CacheName cache, Selector selector, Duration timeout) {
    return answer(() -> invalidate(idOf(cache), selector));
  }

  @Override
  public CompletionStage<Map<String, NodeStatistics>> statistics(
      CacheName cache, Duration timeout) {
    return answer(() -> Map.of(NODE, statistics(idOf(cache))));
  }

  @Override
  public Map<CacheName, CacheConfig> caches() {
    Map<CacheName, CacheConfig> live = new TreeMap<>();
    for (Map.Entry<CacheName, CatalogEntry> entry : catalog.entries().entrySet()) {
      entry.getValue().config().ifPresent(config -> live.put(entry.getKey(), config));
    }
    return live;
  }

  @Override
  public Optional<CacheConfig> configuration(CacheName cache) {
    return Optional.ofNullable(caches().get(cache));
  }

  @Override
  public CompletionStage<Boolean> configure(CacheName cache, CacheConfig config, Duration timeout) {
    return answer(() -> configure(cache, config));
  }

  @Override
  public CompletionStage<Void> createIfAbsent(CacheName cache, Duration timeout) {
    return answer(
        () -> {
          synchronized (catalogLock) {
            if (catalog.idOf(cache).isEmpty()) {
              configure(cache, CacheConfig.DEFAULT);
            }
          }
          return null;
        });
  }

  @Override
  public CompletionStage<Boolean> drop(CacheName cache, Duration timeout) {
    return answer(
        () -> {
          synchronized (catalogLock) {
            boolean known = catalog.idOf(cache).isPresent();
            if (known) {
              catalog = catalog.dropped(cache, nextCatalogVersion());
            }
            return known;
          }
        });
  }

  private <T> CompletionStage<T> answer(Supplier<T> work) {
    CacheException failure = failures.poll();
    if (failure != null) {
      return failedFuture(failure);
    }
    try {
      return completedFuture(work.get());
    } catch (CacheException refused) {
      return failedFuture(refused);
    }
  }

  private CacheId idOf(CacheName cache) {
    return catalog.idOf(cache).orElseThrow(() -> notFound(cache));
  }

  private static CacheNotFoundException notFound(CacheName cache) {
    return new CacheNotFoundException("there is no cache '" + cache + "': create it first");
  }

  private <R extends Reply> R apply(CacheId cache, KeyOperation<R> operation) {
    return apply(partitions.of(operation.key()), cache, operation);
  }

  /** An operation answers with its own kind of reply. */
  @SuppressWarnings("unchecked")
  private <R extends Reply> R apply(int partition, CacheId cache, Operation<R> operation) {
    return (R)
        partitions
            .execute(partition, cache, operation, clock.getAsLong())
            .orElseThrow(() -> notFound(cache.name()));
  }

  private Attempt attempt(CacheName cache, KeyOperation<?> operation) {
    try {
      return new Attempt.Answered(apply(idOf(cache), operation));
    } catch (CacheException failure) {
      return new Attempt.Failed(failure);
    }
  }

  private static long valueBytes(Attempt attempt) {
    return attempt instanceof Attempt.Answered answered
            && answered.reply() instanceof Lookup.Hit hit
        ? hit.found().bytes()
        : 0;
  }

  private Listing list(CacheId cache, ListRequest request) {
    ListCursor at = request.cursor().orElse(new ListCursor(0, Optional.empty()));
    if (at.partition() >= partitions.count()) {
      throw interrupted(cache);
    }
    List<Lookup.Hit> hits = new ArrayList<>();
    long bytesLeft = PAGE_BYTES;
    while (at.partition() < partitions.count()) {
      if (hits.size() >= request.limit() || bytesLeft <= 0) {
        return new Listing(hits, Optional.of(at));
      }
      PageReply page = page(cache, request, at, request.limit() - hits.size(), bytesLeft);
      hits.addAll(page.entries());
      for (Lookup.Hit hit : page.entries()) {
        bytesLeft -= request.withValues() ? hit.size() : 0;
      }
      at = next(at, page.next());
    }
    return new Listing(hits, Optional.empty());
  }

  private static ListingInterruptedException interrupted(CacheId cache) {
    return new ListingInterruptedException(
        "the listing of cache '" + cache.name() + "' cannot go on: begin it again");
  }

  private static ListCursor next(ListCursor at, Optional<ScanPosition> next) {
    return new ListCursor(next.isPresent() ? at.partition() : at.partition() + 1, next);
  }

  private PageReply page(
      CacheId cache, ListRequest request, ListCursor at, int limit, long maxBytes) {
    if (at.position().isPresent()
        && at.position().get().asOf().epoch() != InMemoryPartitions.EPOCH) {
      throw interrupted(cache);
    }
    ListPage operation =
        new ListPage(request.selector(), at.position(), limit, maxBytes, request.withValues());
    return apply(at.partition(), cache, operation);
  }

  private long invalidate(CacheId cache, Selector selector) {
    long removed = 0;
    for (int partition = 0; partition < partitions.count(); partition++) {
      Optional<ScanPosition> from = Optional.empty();
      do {
        InvalidateReply step = apply(partition, cache, new Invalidate(selector, from));
        removed += step.removed();
        from = step.next();
      } while (from.isPresent());
    }
    return removed;
  }

  private NodeStatistics statistics(CacheId cache) {
    sweep();
    CacheStatistics sum = CacheStatistics.ZERO;
    for (int partition = 0; partition < partitions.count(); partition++) {
      StatisticsReply reply = apply(partition, cache, new ReadStatistics());
      sum = sum.plus(reply.statistics());
    }
    return new NodeStatistics(partitions.count(), sum);
  }

  private boolean configure(CacheName cache, CacheConfig config) {
    synchronized (catalogLock) {
      boolean made = catalog.idOf(cache).isEmpty();
      catalog = catalog.configured(cache, config, nextCatalogVersion());
      return made;
    }
  }

  private Version nextCatalogVersion() {
    catalogChanges++;
    return new Version(InMemoryPartitions.EPOCH, catalogChanges);
  }
}
