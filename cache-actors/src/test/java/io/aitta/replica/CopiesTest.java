package io.aitta.replica;

import static io.aitta.testing.cluster.TestingNode.CACHE;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Put;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(CACHE.name(), CacheConfig.DEFAULT, CACHE.incarnation());

  private final NodeBudgets budgets = new NodeBudgets();
  private final Copies copies =
      new Copies(
          (number, epoch) ->
              new Partition(
                  number,
                  epoch,
                  () -> CATALOG,
                  budgets,
                  LruStore::new,
                  (other, cache) -> {},
                  EffectSink.NONE),
          42,
          10);
  private final ActorRef<PartitionMessage> first = entity("first");
  private final ActorRef<PartitionMessage> second = entity("second");

  @Test
  void claim_followsTheGreatestEpochHeard() {
    long ahead = Epochs.next(0, NOW + 60_000, 1);
    assertThat(copies.claim(3, first, ahead, NOW).inbox().epoch()).isGreaterThan(ahead);
  }

  @Test
  void claim_afterACrash_goesOnWithTheEntriesInALaterEpoch() {
    Copy crashed = copies.claim(3, first, 0, NOW);
    put(crashed);
    copies.stopped(3, first);
    long crashedEpoch = crashed.inbox().epoch();

    Copy claimed = copies.claim(3, second, crashedEpoch, NOW);

    assertThat(claimed.partition()).isSameAs(crashed.partition());
    assertThat(claimed.inbox().epoch()).isEqualTo(Epochs.next(crashedEpoch, NOW, 42));
    assertThat(claimed.partition().epoch()).isEqualTo(claimed.inbox().epoch());
    assertThat(claimed.isLedBy(second)).isTrue();
    assertThat(budgets.entries(CACHE)).isEqualTo(1);
  }

  @Test
  void claim_afterAnotherHasLed_startsEmptyAndGivesTheBudgetBack() {
    Copy crashed = copies.claim(3, first, 0, NOW);
    put(crashed);
    copies.stopped(3, first);

    Copy claimed = copies.claim(3, second, crashed.inbox().epoch() + 1, NOW);

    assertThat(claimed.partition()).isNotSameAs(crashed.partition());
    assertThat(budgets.entries(CACHE)).isZero();
  }

  @Test
  void floor_ofTheCatalogsPartition_isTheCatalogsEpochToo() {
    Catalog later =
        Catalog.EMPTY.configured(CACHE.name(), CacheConfig.DEFAULT, new Version(900, 3));
    assertThat(Replicas.floor(0, 40, later)).isEqualTo(900);
    assertThat(Replicas.floor(0, 1000, later)).isEqualTo(1000);
    assertThat(Replicas.floor(1, 40, later)).isEqualTo(40);
  }

  @Test
  void released_forgetsTheCopyOfThatEpochAlone() {
    Copy copy = copies.claim(3, first, 0, NOW);
    copies.released(3, copy.inbox().epoch() - 1);
    assertThat(copies.of(3)).isPresent();

    copies.released(3, copy.inbox().epoch());
    assertThat(copies.of(3)).isEmpty();
  }

  @Test
  void stopped_ofAFormerEntity_leavesTheNextOnesCopyAlone() {
    copies.claim(3, first, 0, NOW);
    copies.claim(3, second, 0, NOW);

    assertThat(copies.stopped(3, first)).isEmpty();
    assertThat(copies.of(3).orElseThrow().isLedBy(second)).isTrue();
  }

  @Test
  void superseded_copyThatNobodyLeads_isDropped() {
    Copy crashed = copies.claim(3, first, 0, NOW);
    put(crashed);
    copies.stopped(3, first);

    assertThat(copies.superseded(3, crashed.inbox().epoch())).isEmpty();
    assertThat(copies.superseded(3, crashed.inbox().epoch() + 1)).isPresent();
    assertThat(copies.of(3)).isEmpty();
    assertThat(budgets.entries(CACHE)).isZero();
  }

  @Test
  void superseded_copyThatIsLed_isLeftToItsEntity() {
    Copy led = copies.claim(3, first, 0, NOW);

    assertThat(copies.superseded(3, led.inbox().epoch() + 1)).contains(led);
    assertThat(copies.of(3)).contains(led);
  }

  private static void put(Copy copy) {
    CacheValue value = CacheValue.owning(new byte[10], CacheValue.OCTET_STREAM);
    copy.partition()
        .execute(
            CACHE,
            new Put(CacheKey.of("k"), value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS),
            NOW);
  }

  private static ActorRef<PartitionMessage> entity(String name) {
    return TestInbox.<PartitionMessage>create(name).getRef();
  }
}
