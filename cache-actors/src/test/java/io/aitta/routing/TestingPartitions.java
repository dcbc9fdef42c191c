package io.aitta.routing;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.Version;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.reply.Reply;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.LocalPartitions;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The real partitions of one node behind one lock, each answered before deliver returns and swept
 * before it is asked. They remember what they have done for as long as they are led.
 */
final class TestingPartitions implements LocalPartitions {
  private final Supplier<Catalog> catalog;
  private final LongSupplier clock;
  private final int of;
  private final NodeBudgets budgets = new NodeBudgets();
  private final Queue<Eviction> evictions = new ArrayDeque<>();
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private final Map<Integer, RequestTable> done = new TreeMap<>();
  private long writes;

  private record Eviction(int partition, CacheId cache) {}

  TestingPartitions(Supplier<Catalog> catalog, LongSupplier clock, int of) {
    this.catalog = catalog;
    this.clock = clock;
    this.of = of;
  }

  synchronized void lead(int number, long epoch) {
    partitions.put(
        number,
        new Partition(
            number,
            epoch,
            catalog,
            budgets,
            LruStore::new,
            (partition, cache) -> evictions.add(new Eviction(partition, cache)),
            EffectSink.NONE));
    done.put(number, new RequestTable(RequestLimits.DEFAULT));
    budgets.leads(partitions.size(), of);
  }

  synchronized void abdicate(int number) {
    Optional.ofNullable(partitions.remove(number)).ifPresent(Partition::close);
    budgets.leads(partitions.size(), of);
  }

  @Override
  public synchronized void catalogChanged() {
    partitions.values().forEach(Partition::catalogChanged);
  }

  @Override
  public void deliver(Request request, Consumer<Response> replyTo) {
    replyTo.accept(answer(request));
  }

  @Override
  public synchronized Map<Integer, Long> leads() {
    Map<Integer, Long> leads = new TreeMap<>();
    partitions.forEach((number, partition) -> leads.put(number, partition.epoch()));
    return leads;
  }

  private synchronized Response answer(Request request) {
    Partition partition = partitions.get(request.partition());
    if (partition == null) {
      return response(request, 0, new Answer.Refused(Answer.Refusal.NOT_PRIMARY));
    }
    if (partition.epoch() != request.epoch()) {
      return response(request, partition.epoch(), new Answer.Refused(Answer.Refusal.NOT_PRIMARY));
    }
    long now = clock.getAsLong();
    boolean more = true;
    while (more) {
      more = partition.sweep(now);
    }
    Answer answer = done(request).orElseGet(() -> execute(partition, request, now));
    evict(now);
    return response(request, partition.epoch(), answer);
  }

  private Optional<Answer> done(Request request) {
    RequestTable memory = done.get(request.partition());
    return request
        .once()
        .flatMap(
            id ->
                memory.mayHaveForgotten(id)
                    ? Optional.of(new Answer.Refused(Answer.Refusal.FORGOTTEN))
                    : memory.find(id).map(known -> new Answer.Done(known.reply())));
  }

  private Answer execute(Partition partition, Request request, long now) {
    Optional<Reply> reply = partition.execute(request.cache(), request.operation(), now);
    reply.ifPresent(answer -> remember(request, answer, now));
    return reply
        .<Answer>map(Answer.Done::new)
        .orElseGet(() -> new Answer.Refused(Answer.Refusal.CACHE_UNKNOWN));
  }

  private void remember(Request request, Reply answer, long now) {
    writes++;
    Version at = new Version(request.epoch(), writes);
    RequestTable memory = done.get(request.partition());
    request
        .once()
        .ifPresent(
            id -> memory.add(new RequestRecord(id, request.answeredBelow(), answer), at, now));
  }

  private void evict(long now) {
    for (Eviction next = evictions.poll(); next != null; next = evictions.poll()) {
      CacheId cache = next.cache();
      Optional.ofNullable(partitions.get(next.partition()))
          .ifPresent(partition -> partition.evictFor(cache, now));
    }
  }

  private static Response response(Request request, long epoch, Answer answer) {
    return new Response(request.origin(), request.id(), epoch, answer);
  }
}
