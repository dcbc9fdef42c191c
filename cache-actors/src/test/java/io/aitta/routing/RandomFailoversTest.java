package io.aitta.routing;

import static io.aitta.routing.Calls.answer;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.catalog.CatalogShelf;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Increment;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.CountReply;
import io.aitta.directory.Leader;
import io.aitta.gateway.WriteName;
import io.aitta.link.Link;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.Message;
import io.aitta.replica.LocalPartitions;
import io.aitta.routing.TestingNetwork.Fate;
import io.aitta.routing.sending.GatewaySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A partition that changes hands after each answer, over a road that loses and doubles. */
class RandomFailoversTest {
  private static final CacheName COUNTERS = new CacheName("counters");
  private static final int NODES = 3;
  private static final int INCREMENTS = 1_000;
  private static final int AT_ONCE = 24;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final GatewaySettings IMPATIENT =
      new GatewaySettings(
          4096,
          1 << 20,
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(5),
          Duration.ofSeconds(2),
          4,
          8 << 20);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Random luck = new Random(seed + 1);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
  private final TestingNetwork network = new TestingNetwork(threads);
  private final Catalog catalog =
      Catalog.EMPTY.configured(COUNTERS, CacheConfig.DEFAULT, new Version(1, 1));
  private final TestingSuccession partition =
      new TestingSuccession(() -> catalog, new Leader(addressOf(0), 2), new Random(seed + 2));
  private final List<Asker> askers = new ArrayList<>();
  private long epoch = 2;

  /** A node with its gateway. */
  private final class Asker implements AutoCloseable {
    final TestingDirectory directory;
    final ClusterGateway gateway;
    private final CatalogKeeper keeper;
    private final CatalogAuthority authority;

    Asker(int number) {
      Address address = addressOf(number);
      Link link = network.linkOf(address);
      LocalPartitions partitions = partition.at(address);
      directory = new TestingDirectory(address, Map::of);
      keeper =
          new CatalogKeeper(
              directory, link, new CatalogShelf(Optional.empty()), changed -> {}, threads);
      authority =
          new CatalogAuthority(
              directory, partitions, link, keeper, threads, threads, RandomFailoversTest::millis);
      gateway =
          new ClusterGateway(
              number,
              IMPATIENT,
              new Partitioning(1),
              new ClusterGateway.Surroundings(directory, partitions, link, keeper, authority),
              threads,
              threads,
              RandomFailoversTest::millis);
      keeper.onPush(address, new CatalogPush(0, catalog));
      network.attach(
          address,
          new MessageSwitch(
              link,
              partitions,
              gateway,
              keeper,
              authority,
              new MessageSwitch.Hearers((from, status) -> {}, post -> {}, (from, post) -> {})));
    }

    @Override
    public void close() {
      gateway.close();
      authority.close();
      keeper.close();
    }
  }

  @AfterEach
  void close() {
    askers.forEach(Asker::close);
    threads.shutdownNow();
  }

  @Test
  void increments_throughAThousandLeaders_areEachDoneOnceAndAnsweredSo() throws Exception {
    begin();
    BlockingQueue<Long> counted = new LinkedBlockingQueue<>();
    for (int begun = 0; begun < AT_ONCE; begun++) {
      increment(begun, counted);
    }
    List<Long> counts = new ArrayList<>();
    for (int begun = AT_ONCE; counts.size() < INCREMENTS; begun++) {
      if (begun == INCREMENTS) {
        becomeCalm();
      }
      changeLeader();
      counts.add(counted.poll(PATIENCE.toSeconds(), SECONDS));
      if (begun < INCREMENTS) {
        increment(begun, counted);
      }
    }
    assertThat(counts)
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, INCREMENTS).boxed().toList());
    assertThat(askers)
        .allSatisfy(asker -> assertThat(asker.gateway.counters().inFlight()).isZero());
  }

  @Test
  void namedIncrement_askedForAtAllNodesAtOnce_isDoneOnce() {
    begin();
    WriteName name = new WriteName("order-17", 99);
    List<CompletionStage<CountReply>> asked = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      asked.add(askers.get(i % NODES).gateway.executeOnce(COUNTERS, plusOne(), name, PATIENCE));
      changeLeader();
    }
    becomeCalm();
    changeLeader();
    assertThat(asked)
        .as("seed %d", seed)
        .allSatisfy(one -> assertThat(((CountReply.Counted) answer(one)).value()).isEqualTo(1));
  }

  private void begin() {
    System.out.println("seed " + seed);
    for (int number = 0; number < NODES; number++) {
      askers.add(new Asker(number));
    }
    network.weather(this::bad);
    changeLeader();
  }

  private void increment(int number, BlockingQueue<Long> counted) {
    askers
        .get(number % NODES)
        .gateway
        .execute(COUNTERS, plusOne(), PATIENCE)
        .whenComplete(
            (reply, failure) ->
                counted.add(failure == null ? ((CountReply.Counted) reply).value() : -1L));
  }

  /** From now on all that is sent arrives and is answered. */
  private void becomeCalm() {
    partition.bringLuck();
    network.weather((from, to, message) -> Fate.DELIVERED);
  }

  /** The nodes hear of it one after the other. */
  private void changeLeader() {
    epoch++;
    Leader leader = new Leader(addressOf(random.nextInt(NODES)), epoch);
    partition.lead(leader);
    askers.forEach(asker -> asker.directory.lead(0, leader));
  }

  private Fate bad(Address from, Address to, Message message) {
    int drawn = luck.nextInt(100);
    if (drawn < 10) {
      return Fate.LOST;
    }
    if (drawn < 20) {
      return Fate.DOUBLED;
    }
    return drawn < 30 ? Fate.DELAYED : Fate.DELIVERED;
  }

  private static Increment plusOne() {
    return new Increment(CacheKey.of("counter"), 1, 0, Condition.ALWAYS);
  }

  private static Address addressOf(int number) {
    return TestingNode.addressOf(number + 1);
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
