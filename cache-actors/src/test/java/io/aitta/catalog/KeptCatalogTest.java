package io.aitta.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.CatalogResult.Outcome;
import io.aitta.routing.TestingDirectory;
import io.aitta.routing.TestingLink;
import io.aitta.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalog of a node with a disk that stores late, or fails. */
class KeptCatalogTest {
  private static final CacheName USERS = new CacheName("users");
  private static final CacheName ORDERS = new CacheName("orders");
  private static final Address SELF = new Address("pekko", "aitta", "127.0.0.1", 1);
  private static final Address PEER = new Address("pekko", "aitta", "127.0.0.1", 2);
  private static final long EPOCH = 50;

  private final SlowDisk disk = new SlowDisk();
  private final ManualClock clock = new ManualClock(0);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final TestingDirectory directory = new TestingDirectory(SELF, Map::of);
  private final TestingLink link = new TestingLink();
  private final List<CatalogResult> results = new CopyOnWriteArrayList<>();
  private CatalogKeeper keeper = keeper();
  private CatalogAuthority authority = authority();

  @AfterEach
  void close() {
    authority.close();
    keeper.close();
    threads.shutdownNow();
  }

  @Test
  void push_isAcknowledged_onlyOnceItIsKept() {
    keeper.onPush(PEER, new CatalogPush(9, users()));
    assertThat(keeper.current()).as("acted by at once").isEqualTo(users());
    assertThat(link.sendings()).isEmpty();
    disk.wish(0).complete(null);
    assertThat(link.sendings()).containsExactly(new TestingLink.Sending(PEER, new CatalogAck(9)));
  }

  @Test
  void push_thatWasKept_isAcknowledgedAgain_withoutAnotherWrite() {
    keeper.onPush(PEER, new CatalogPush(9, users()));
    keeper.onPush(PEER, new CatalogPush(10, users()));
    disk.wish(0).complete(null);
    keeper.onPush(PEER, new CatalogPush(11, users()));
    assertThat(link.sendings())
        .extracting(TestingLink.Sending::message)
        .containsExactlyInAnyOrder(new CatalogAck(9), new CatalogAck(10), new CatalogAck(11));
    assertThat(disk.wishes).hasSize(1);
  }

  @Test
  void push_thatCouldNotBeKept_isNotAcknowledged_andTriedAgainWhenItComesAgain() {
    keeper.onPush(PEER, new CatalogPush(9, users()));
    disk.wish(0).completeExceptionally(new IllegalStateException("the test has it fail"));
    assertThat(link.sendings()).isEmpty();
    keeper.onPush(PEER, new CatalogPush(9, users()));
    assertThat(disk.catalogs).containsExactly(users(), users());
    disk.wish(1).complete(null);
    assertThat(link.sendings()).containsExactly(new TestingLink.Sending(PEER, new CatalogAck(9)));
  }

  @Test
  void catalog_beginsWithWhatIsKept_whichIsNotKeptAgain() {
    disk.kept = users();
    keeper.close();
    keeper = keeper();
    assertThat(keeper.current()).isEqualTo(users());
    keeper.onPush(PEER, new CatalogPush(9, users()));
    assertThat(disk.wishes).isEmpty();
    assertThat(link.sendings()).containsExactly(new TestingLink.Sending(PEER, new CatalogAck(9)));
  }

  @Test
  void change_isAnswered_onlyOnceItIsKeptHere() {
    sync();
    ask(1, USERS);
    await().atMost(30, SECONDS).until(() -> disk.wishes.size() == 1);
    assertThat(results).isEmpty();
    disk.wish(0).complete(null);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    assertThat(disk.catalogs.get(0)).isEqualTo(keeper.current());
  }

  @Test
  void change_isAnswered_onlyOnceItIsKeptHere_thoughAllOthersKeepIt() {
    sync();
    directory.join(PEER);
    ask(1, USERS);
    CatalogPush push = (CatalogPush) link.sending(0).message();
    authority.onAck(PEER, new CatalogAck(push.number()));
    await().during(Duration.ofMillis(500)).until(results::isEmpty);
    disk.wish(0).complete(null);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
  }

  @Test
  void change_thatCouldNotBeKeptHere_isTriedAgainWithinItsTime() {
    sync();
    ask(1, USERS);
    await().atMost(30, SECONDS).until(() -> disk.wishes.size() == 1);
    disk.wish(0).completeExceptionally(new IllegalStateException("the test has it fail"));
    await().atMost(30, SECONDS).until(() -> disk.wishes.size() == 2);
    assertThat(results).isEmpty();
    disk.wish(1).complete(null);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    ask(2, ORDERS);
    await().atMost(30, SECONDS).until(() -> disk.wishes.size() == 3);
    disk.wish(2).complete(null);
    assertThat(outcome(1)).isEqualTo(Outcome.MADE);
  }

  private CatalogKeeper keeper() {
    CatalogShelf shelf = new CatalogShelf(Optional.of(disk));
    return new CatalogKeeper(directory, link, shelf, changed -> {}, threads);
  }

  private CatalogAuthority authority() {
    return new CatalogAuthority(
        directory, new LeaderOfZero(EPOCH), link, keeper, threads, threads, clock);
  }

  private void sync() {
    keeper.onPush(PEER, new CatalogPush(0, Catalog.EMPTY));
  }

  private void ask(long id, CacheName cache) {
    authority.onCommand(
        new CatalogCommand(7, id, EPOCH, 5000, cache, new CatalogCommand.CreateIfAbsent()),
        results::add);
  }

  private Outcome outcome(int number) {
    await().atMost(30, SECONDS).until(() -> results.size() > number);
    return results.get(number).outcome();
  }

  private static Catalog users() {
    return Catalog.EMPTY.configured(USERS, CacheConfig.DEFAULT, new Version(1, 1));
  }

  /** Stores when the test says so. */
  private static final class SlowDisk implements NodeDisk {
    private final List<CompletableFuture<Void>> wishes = new CopyOnWriteArrayList<>();
    private final List<Catalog> catalogs = new CopyOnWriteArrayList<>();
    private Catalog kept = Catalog.EMPTY;

    CompletableFuture<Void> wish(int number) {
      return wishes.get(number);
    }

    @Override
    public LogLimits limits() {
      return LogLimits.DEFAULT;
    }

    @Override
    public Catalog catalog() {
      return kept;
    }

    @Override
    public CompletionStage<Void> keep(Catalog catalog) {
      CompletableFuture<Void> wish = new CompletableFuture<>();
      catalogs.add(catalog);
      wishes.add(wish);
      return wish;
    }

    @Override
    public PartitionDisk open(
        int partition, Supplier<CopyRestorer> restorers, PartitionDisk.Listener listener) {
      throw new AssertionError("a catalog needs no partition");
    }
  }
}
