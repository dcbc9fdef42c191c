package io.aitta.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.routing.TestingDirectory;
import io.aitta.routing.TestingLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogKeeperTest {
  private static final Address SELF = new Address("pekko", "aitta", "127.0.0.1", 1);
  private static final Address PEER = new Address("pekko", "aitta", "127.0.0.1", 2);
  private static final Address OTHER = new Address("pekko", "aitta", "127.0.0.1", 3);
  private static final Catalog USERS =
      Catalog.EMPTY.configured(new CacheName("users"), CacheConfig.DEFAULT, new Version(1, 1));

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
  private final Map<Address, NodeStatus> statuses = new ConcurrentHashMap<>();
  private final TestingDirectory directory = new TestingDirectory(SELF, () -> statuses);
  private final TestingLink link = new TestingLink();
  private final List<String> events = new ArrayList<>();
  private final CountDownLatch time = new CountDownLatch(1);
  private final Future<?> stopped = threads.submit(() -> time.await(1, TimeUnit.MINUTES));
  private final CatalogKeeper keeper =
      new CatalogKeeper(
          directory,
          link,
          new CatalogShelf(Optional.empty()),
          catalog -> events.add(catalog.caches().size() + " after " + link.sendings().size()),
          threads);

  @AfterEach
  void close() {
    keeper.close();
    threads.shutdownNow();
  }

  /** Until now the keeper did nothing of its own accord: its one thread was taken. */
  private void letTimeGoOn() {
    time.countDown();
    await().atMost(30, SECONDS).until(stopped::isDone);
  }

  @Test
  void push_numbered_isActedOnBeforeItIsAcknowledged() {
    directory.join(PEER);
    keeper.onPush(PEER, new CatalogPush(9, USERS));
    assertThat(events).containsExactly("1 after 0");
    assertThat(link.sendings()).containsExactly(new TestingLink.Sending(PEER, new CatalogAck(9)));
    assertThat(keeper.hasSynced()).isFalse();
  }

  @Test
  void push_ofNothingNew_isNoChange() {
    keeper.onPush(PEER, new CatalogPush(0, USERS));
    keeper.onPush(PEER, new CatalogPush(0, USERS));
    assertThat(events).hasSize(1);
    assertThat(keeper.hasSynced()).isTrue();
  }

  @Test
  void memberWithAnotherCatalog_getsThisOne() {
    directory.join(PEER);
    keeper.merge(USERS);
    statuses.put(PEER, status(Catalog.EMPTY));
    letTimeGoOn();
    assertThat(link.sending(0)).isEqualTo(new TestingLink.Sending(PEER, new CatalogPush(0, USERS)));
    assertThat(keeper.hasSynced()).isFalse();
    statuses.put(PEER, status(USERS));
    await().atMost(30, SECONDS).until(keeper::hasSynced);
  }

  @Test
  void onlyMember_hasNothingToLearn() {
    letTimeGoOn();
    await().atMost(30, SECONDS).until(keeper::hasSynced);
  }

  /** Its disk may be lost, and theirs have what it does not know of. */
  @Test
  void whoBeganAloneAndKnowsNothing_decidesNothing_beforeItHasLearnedFromThoseWhoCome() {
    letTimeGoOn();
    await().atMost(30, SECONDS).until(keeper::hasSynced);
    assertThat(keeper.mayDecide()).isTrue();
    statuses.put(PEER, status(USERS));
    directory.join(PEER);
    assertThat(keeper.mayDecide()).isFalse();
    keeper.onPush(PEER, new CatalogPush(0, USERS));
    assertThat(keeper.mayDecide()).isTrue();
  }

  @Test
  void whoBeganAlone_decides_onceThoseWhoComeKnowNoMore() {
    letTimeGoOn();
    await().atMost(30, SECONDS).until(keeper::hasSynced);
    statuses.put(PEER, status(Catalog.EMPTY));
    directory.join(PEER);
    await().atMost(30, SECONDS).until(keeper::mayDecide);
  }

  @Test
  void whoBeganAloneAndKnowsCaches_decidesOn() {
    letTimeGoOn();
    await().atMost(30, SECONDS).until(keeper::hasSynced);
    keeper.merge(USERS);
    directory.join(PEER);
    assertThat(keeper.mayDecide()).isTrue();
  }

  @Test
  void memberThatKnowsNothingEither_isNotEnough_whereAnotherKnowsMore() {
    directory.quorum(false);
    directory.join(PEER);
    directory.join(OTHER);
    statuses.put(PEER, status(Catalog.EMPTY));
    statuses.put(OTHER, status(USERS));
    directory.quorum(true);
    keeper.onPush(PEER, new CatalogPush(0, Catalog.EMPTY));
    assertThat(keeper.hasSynced()).isFalse();
    keeper.onPush(OTHER, new CatalogPush(0, USERS));
    assertThat(keeper.hasSynced()).isTrue();
  }

  @Test
  void memberOfAMinority_learnsNothingForSure() {
    directory.quorum(false);
    directory.join(PEER);
    statuses.put(PEER, status(Catalog.EMPTY));
    keeper.onPush(PEER, new CatalogPush(0, Catalog.EMPTY));
    assertThat(keeper.hasSynced()).isFalse();
  }

  @Test
  void nodeThatKnowsNothing_teachesNobody() {
    directory.join(PEER);
    statuses.put(PEER, status(USERS));
    directory.join(OTHER);
    statuses.put(OTHER, status(Catalog.EMPTY));
    keeper.merge(Catalog.EMPTY);
    keeper.compare();
    assertThat(link.sendings()).isEmpty();
    keeper.onPush(PEER, new CatalogPush(0, USERS));
    keeper.compare();
    assertThat(link.sendings())
        .isNotEmpty()
        .containsOnly(new TestingLink.Sending(OTHER, new CatalogPush(0, USERS)));
  }

  private static NodeStatus status(Catalog catalog) {
    return new NodeStatus(
        2,
        1,
        "peer",
        Optional.empty(),
        "test",
        0,
        Map.of(),
        catalog.digest(),
        NodeReplication.NONE);
  }
}
