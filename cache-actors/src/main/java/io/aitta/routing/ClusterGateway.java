package io.aitta.routing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Routes;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.NodeStatistics;
import io.aitta.gateway.WriteName;
import io.aitta.link.Link;
import io.aitta.link.Undelivered;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.LocalPartitions;
import io.aitta.routing.question.CatalogQuestion;
import io.aitta.routing.question.EntryBound;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.OpenWrites;
import io.aitta.routing.run.AnswerRoom;
import io.aitta.routing.run.BatchRun;
import io.aitta.routing.run.CacheCall;
import io.aitta.routing.run.InvalidationRun;
import io.aitta.routing.run.ListingWalk;
import io.aitta.routing.run.StatisticsRun;
import io.aitta.routing.sending.Correspondence;
import io.aitta.routing.sending.Courier;
import io.aitta.routing.sending.GatewayCounters;
import io.aitta.routing.sending.GatewaySettings;
import io.aitta.routing.sending.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;

/**
 * The gateway of one node of a cluster. A request goes straight to the node that leads its
 * partition; nothing is sent before that is known, so what was not sent was surely not done.
 *
 * <p>Futures are completed on the executor it was given, which must run tasks on threads of its own
 * and not on the caller's, and by a sweep after their deadline at the latest.
 */
public final class ClusterGateway implements Gateway, AutoCloseable {
  private final GatewaySettings settings;
  private final Partitioning partitioning;
  private final Surroundings node;
  private final ScheduledExecutorService scheduler;
  private final LongSupplier clock;
  private final EntryBound bound;
  private final Tally tally = new Tally();
  private final OpenCalls calls;
  private final OpenWrites writes;
  private final Correspondence correspondence;
  private final ScheduledFuture<?> sweeps;

  /**
   * Begins at once.
   *
   * @param origin the node's incarnation: a random number, another one after each restart
   * @param clock milliseconds since any instant, never going back
   */
  public ClusterGateway(
      long origin,
      GatewaySettings settings,
      Partitioning partitioning,
      Surroundings node,
      Executor executor,
      ScheduledExecutorService scheduler,
      LongSupplier clock) {
    this.settings = settings;
    this.bound = EntryBound.ofMessages(settings.maxMessageBytes());
    this.partitioning = partitioning;
    this.node = node;
    this.scheduler = scheduler;
    this.clock = clock;
    this.calls = new OpenCalls(clock);
    this.writes = new OpenWrites(origin);
    Courier road = new Road(node, this::onResponse, this::onCatalogResult);
    correspondence =
        new Correspondence(origin, node.routes(), road, settings, executor, clock, tally);
    sweeps = correspondence.start(scheduler);
  }

  /**
   * What the gateway works with on its node.
   *
   * @param authority makes the changes of the catalog where this node leads partition 0
   */
  public record Surroundings(
      Routes routes,
      LocalPartitions partitions,
      Link link,
      CatalogKeeper catalog,
      CatalogAuthority authority) {}

  @Override
  public <R extends Reply> CompletionStage<R> execute(
      CacheName cache, KeyOperation<R> operation, Duration timeout) {
    return askOwner(cache, operation, Optional.empty(), timeout);
  }

  @Override
  public <R extends Reply> CompletionStage<R> executeOnce(
      CacheName cache, KeyOperation<R> operation, WriteName name, Duration timeout) {
    Optional<RequestId> id = Optional.of(NamedWrites.idOf(cache, operation.key(), name));
    return askOwner(cache, operation, id, timeout);
  }

  @Override
  public CompletionStage<List<Attempt>> executeAll(
      CacheName cache, List<KeyOperation<?>> operations, long maxAnswerBytes, Duration timeout) {
    return calls.open(
        timeout,
        (deadline, answer) ->
            BatchRun.start(
                call(cache, deadline),
                operations,
                partitioning,
                bound,
                new AnswerRoom(maxAnswerBytes),
                settings.parallelPartitions(),
                answer));
  }

  @Override
  public CompletionStage<Listing> list(CacheName cache, ListRequest request, Duration timeout) {
    return calls.open(
        timeout,
        (deadline, answer) -> {
          long halfway = clock.getAsLong() + (deadline - clock.getAsLong()) / 2;
          ListingWalk.start(
              call(cache, deadline),
              request,
              partitioning.partitions(),
              () -> clock.getAsLong() >= halfway,
              answer);
        });
  }

  @Override
  public CompletionStage<Long> invalidate(CacheName cache, Selector selector, Duration timeout) {
    return calls.open(
        timeout,
        (deadline, answer) ->
            InvalidationRun.start(
                call(cache, deadline),
                selector,
                partitioning.partitions(),
                settings.parallelPartitions(),
                answer));
  }

  @Override
  public CompletionStage<Map<String, NodeStatistics>> statistics(
      CacheName cache, Duration timeout) {
    return calls.open(
        timeout,
        (deadline, answer) ->
            StatisticsRun.start(
                call(cache, deadline),
                node.routes(),
                partitioning.partitions(),
                settings.parallelPartitions(),
                answer));
  }

  @Override
  public Map<CacheName, CacheConfig> caches() {
    if (!node.catalog().hasSynced()) {
      throw Failures.catalogNotHere();
    }
    return node.catalog().current().caches();
  }

  @Override
  public Optional<CacheConfig> configuration(CacheName cache) {
    return node.catalog().current().configOf(cache);
  }

  @Override
  public CompletionStage<Boolean> configure(CacheName cache, CacheConfig config, Duration timeout) {
    return change(
        cache,
        new CatalogCommand.Configure(config),
        timeout,
        outcome -> outcome == CatalogResult.Outcome.MADE);
  }

  @Override
  public CompletionStage<Void> createIfAbsent(CacheName cache, Duration timeout) {
    return configuration(cache).isPresent()
        ? CompletableFuture.completedFuture(null)
        : change(cache, new CatalogCommand.CreateIfAbsent(), timeout, outcome -> null);
  }

  @Override
  public CompletionStage<Boolean> drop(CacheName cache, Duration timeout) {
    return change(
        cache,
        new CatalogCommand.Drop(),
        timeout,
        outcome -> outcome == CatalogResult.Outcome.DROPPED);
  }

  /** Takes an answer from another node. */
  public void onResponse(Address from, Response response) {
    correspondence.onAnswer(from, response.origin(), response.id(), response);
  }

  /** Takes an answer to a change of the catalog from another node. */
  public void onCatalogResult(Address from, CatalogResult result) {
    correspondence.onAnswer(from, result.origin(), result.id(), result);
  }

  /** Takes note that a message of this node's link will surely not arrive. */
  public void onUndelivered(Address to, Message message, Undelivered why) {
    if (message instanceof Request request) {
      correspondence.onUndelivered(to, request.origin(), request.id(), why);
    } else if (message instanceof CatalogCommand command) {
      correspondence.onUndelivered(to, command.origin(), command.id(), why);
    }
  }

  /** What it has under way and has met so far. */
  public GatewayCounters counters() {
    return correspondence.counters();
  }

  /**
   * Takes no more calls and completes once those taken are answered. What is left when the time is
   * over fails, as with {@link #close}.
   */
  public CompletionStage<Void> drain(Duration within) {
    ScheduledFuture<?> end = scheduler.schedule(this::close, within.toMillis(), MILLISECONDS);
    calls.stop();
    return calls.idle().whenComplete((nothing, none) -> end.cancel(false));
  }

  /** Takes no more calls and fails those under way at once. */
  @Override
  public void close() {
    calls.stop();
    sweeps.cancel(false);
    correspondence.close();
  }

  private <R> CompletionStage<R> change(
      CacheName cache,
      CatalogCommand.Change change,
      Duration timeout,
      Function<CatalogResult.Outcome, R> reading) {
    return calls.open(
        timeout,
        (deadline, answer) ->
            correspondence.ask(
                new CatalogQuestion(cache, change), deadline, new Promise<>(answer, reading)));
  }

  @SuppressWarnings("unchecked") // A leader answers an operation with its kind of reply.
  private <R extends Reply> CompletionStage<R> askOwner(
      CacheName cache, KeyOperation<R> operation, Optional<RequestId> id, Duration timeout) {
    Optional<CacheException> refusal = bound.refusal(cache, operation);
    if (refusal.isPresent()) {
      return CompletableFuture.failedFuture(refusal.get());
    }
    int partition = partitioning.partitionOf(operation.key());
    return calls.open(
        timeout,
        (deadline, answer) ->
            call(cache, deadline)
                .ask(partition, operation, id, new Promise<>(answer, reply -> (R) reply)));
  }

  private CacheCall call(CacheName cache, long deadline) {
    return new CacheCall(correspondence, node.catalog(), tally, writes, cache, deadline);
  }
}
