package io.aitta.replica;

import static io.aitta.testing.cluster.TestingNode.CACHE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaHostTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(CACHE.name(), CacheConfig.DEFAULT, CACHE.incarnation());

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong heard = new AtomicLong();
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicBoolean fault = new AtomicBoolean();
  private final LedPartitions led = new LedPartitions(4);
  private final TestProbe<Map<Integer, Long>> announced = kit.createTestProbe();
  private final ActorRef<HostMessage> host = kit.spawn(host());

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void claim_isGranted_ledAndAnnounced() {
    TestProbe<PartitionMessage> entity = kit.createTestProbe();
    host.tell(new HostMessage.Claim(3, entity.getRef()));
    long epoch = granted(entity).inbox().epoch();
    announced.expectMessage(PATIENCE, Map.of());
    announced.expectMessage(PATIENCE, Map.of(3, epoch));
    assertThat(led.leads()).containsOnly(Map.entry(3, epoch));
  }

  @Test
  void claim_twiceByOneEntity_isGrantedTheSameCopy() {
    TestProbe<PartitionMessage> entity = kit.createTestProbe();
    host.tell(new HostMessage.Claim(3, entity.getRef()));
    host.tell(new HostMessage.Claim(3, entity.getRef()));
    assertThat(granted(entity)).isEqualTo(granted(entity));
  }

  @Test
  void claim_exceedsWhatWasHeard() {
    heard.set(Long.MAX_VALUE / 4);
    TestProbe<PartitionMessage> entity = kit.createTestProbe();
    host.tell(new HostMessage.Claim(3, entity.getRef()));
    assertThat(granted(entity).inbox().epoch()).isGreaterThan(heard.get());
  }

  @Test
  void leader_whoseSuccessorIsNotSeated_isToldAllTheSame() {
    TestProbe<PartitionMessage> entity = kit.createTestProbe();
    host.tell(new HostMessage.Claim(3, entity.getRef()));
    heard.set(granted(entity).inbox().epoch() + 1);

    time.timePasses(INTERVAL);

    entity.expectMessage(PATIENCE, PartitionMessage.Signal.SUPERSEDED);
  }

  @Test
  void entity_whoseClaimWasLost_claimsAgain() {
    fault.set(true);
    kit.spawn(PartitionEntity.create(3, host, INTERVAL));
    await().atMost(PATIENCE).until(() -> faults.get() == 1);
    fault.set(false);

    time.timePasses(Duration.ofSeconds(1));

    announced.fishForMessage(
        PATIENCE,
        leads ->
            leads.containsKey(3)
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  private Behavior<HostMessage> host() {
    Copies copies = new Copies(this::open, 42, 10);
    HostParts parts =
        new HostParts(copies, led, p -> heard.get(), p -> heard.get(), announced.getRef()::tell);
    return Behaviors.<HostMessage>supervise(
            ReplicaHost.hosting(parts, partition -> {}, () -> {}, INTERVAL))
        .onFailure(SupervisorStrategy.resume());
  }

  private Partition open(int number, long epoch) {
    if (fault.get()) {
      faults.incrementAndGet();
      throw new IllegalStateException("a fault of the test");
    }
    return new Partition(
        number,
        epoch,
        () -> CATALOG,
        new NodeBudgets(),
        LruStore::new,
        (other, cache) -> {},
        EffectSink.NONE);
  }

  private static PartitionMessage.Granted granted(TestProbe<PartitionMessage> entity) {
    return entity.expectMessageClass(PartitionMessage.Granted.class, PATIENCE);
  }
}
