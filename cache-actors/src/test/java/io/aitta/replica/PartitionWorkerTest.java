package io.aitta.replica;

import static io.aitta.testing.cluster.TestingNode.CACHE;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class PartitionWorkerTest {
  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(CACHE.name(), CacheConfig.DEFAULT, CACHE.incarnation());

  private final List<Response> answers = new ArrayList<>();
  private final AtomicInteger wakes = new AtomicInteger();
  private final Inbox inbox = new Inbox(7, 1_000, wakes::incrementAndGet);
  private long nanoTime;
  private LongSupplier clock = () -> 1_000;

  @Test
  void turn_servesTheBoundAndWakesForTheRest() {
    for (int id = 0; id < PartitionWorker.MAX_TURN + 1; id++) {
      offer(id, CACHE, answers::add);
    }
    worker().turn();
    assertThat(answers).hasSize(PartitionWorker.MAX_TURN);
    assertThat(wakes).hasValue(2);
  }

  @Test
  void turn_afterTheDeadline_refusesAndDoesNothing() {
    offer(1, CACHE, answers::add);
    offer(2, CACHE, answers::add);
    nanoTime = TimeUnit.MILLISECONDS.toNanos(100);
    worker().turn();
    assertThat(answers).extracting(Response::answer).allMatch(Answer.Done.class::isInstance);

    offer(3, CACHE, answers::add);
    nanoTime++;
    worker().turn();
    assertThat(answers.get(2).answer()).isEqualTo(new Answer.Refused(Refusal.TOO_LATE));
  }

  @Test
  void turn_anotherIncarnationOfTheCache_isUnknown() {
    offer(1, new CacheId(CACHE.name(), new Version(9, 9)), answers::add);
    worker().turn();
    assertThat(answers.get(0).answer()).isEqualTo(new Answer.Refused(Refusal.CACHE_UNKNOWN));
  }

  @Test
  void turn_faultInAnOperation_isAnsweredAndTheNextServed() {
    int[] calls = {0};
    clock =
        () -> {
          if (calls[0]++ == 1) {
            throw new IllegalStateException("a bug");
          }
          return 1_000;
        };
    offer(1, CACHE, answers::add);
    offer(2, CACHE, answers::add);
    worker().turn();

    assertThat(answers.get(0).answer()).isEqualTo(new Answer.Refused(Refusal.FAILED));
    assertThat(answers.get(1).answer()).isInstanceOf(Answer.Done.class);
  }

  @Test
  void turn_faultInWhoTakesTheAnswer_doesNotKeepTheNextFromTheirs() {
    offer(
        1,
        CACHE,
        response -> {
          throw new IllegalStateException("a bug");
        });
    offer(2, CACHE, answers::add);
    worker().turn();
    assertThat(answers).hasSize(1);
  }

  private PartitionWorker worker() {
    Partition partition =
        new Partition(
            0,
            7,
            () -> CATALOG,
            new NodeBudgets(),
            LruStore::new,
            (number, cache) -> {},
            EffectSink.NONE);
    return new PartitionWorker(partition, inbox, () -> clock.getAsLong(), () -> nanoTime);
  }

  private void offer(long id, CacheId cache, Consumer<Response> replyTo) {
    Get get = new Get(CacheKey.of("k"), true);
    inbox.offer(new Waiting(new Request(1, id, 0, 7, 100, cache, get), replyTo, 0));
  }
}
