package io.aitta.catalog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogCommand.Change;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.CatalogResult.Outcome;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.routing.TestingDirectory;
import io.aitta.routing.TestingLink;
import io.aitta.testing.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogAuthorityTest {
  private static final CacheName USERS = new CacheName("users");
  private static final Address SELF = new Address("pekko", "aitta", "127.0.0.1", 1);
  private static final Address PEER = new Address("pekko", "aitta", "127.0.0.1", 2);
  private static final long EPOCH = 50;
  private static final Change CREATE = new CatalogCommand.CreateIfAbsent();

  private final AtomicBoolean fault = new AtomicBoolean();
  private final Map<Address, NodeStatus> statuses = new ConcurrentHashMap<>();
  private final ManualClock clock = new ManualClock(0);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final TestingDirectory directory = new TestingDirectory(SELF, () -> statuses);
  private final TestingLink link = new TestingLink();
  private final CatalogKeeper keeper =
      new CatalogKeeper(directory, link, new CatalogShelf(Optional.empty()), c -> act(), threads);
  private final CatalogAuthority authority =
      new CatalogAuthority(
          directory, new LeaderOfZero(EPOCH), link, keeper, threads, threads, clock);
  private final List<CatalogResult> results = new CopyOnWriteArrayList<>();

  @BeforeEach
  void sync() {
    keeper.onPush(PEER, new CatalogPush(0, Catalog.EMPTY));
  }

  @AfterEach
  void close() {
    authority.close();
    keeper.close();
    threads.shutdownNow();
  }

  @Test
  void command_alone_isAnsweredAtOnce() {
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    assertThat(keeper.current().idOf(USERS).orElseThrow().incarnation())
        .isEqualTo(new Version(EPOCH, 1));
  }

  @Test
  void command_withAPeer_waitsForItsAcknowledgement() {
    directory.join(PEER);
    ask(1, EPOCH, CREATE);
    CatalogPush push = (CatalogPush) link.sending(0).message();
    assertThat(push.catalog().idOf(USERS)).isPresent();
    assertThat(results).isEmpty();
    authority.onAck(PEER, new CatalogAck(push.number()));
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
  }

  @Test
  void push_unacknowledged_isSentAgain_andTheMemberDropsOutOnceRemoved() {
    directory.join(PEER);
    ask(1, EPOCH, CREATE);
    assertThat(link.sending(1).message()).isEqualTo(link.sending(0).message());
    assertThat(results).isEmpty();
    directory.remove(PEER);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
  }

  /** It may lead, and would go on acknowledging what is on no disk. */
  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"SYNC", "ASYNC"})
  void cacheThatIsToBeKept_waitsForMembersOutOfReach_untilTheyAreRemoved(Durability durability) {
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    statuses.put(PEER, said(PEER));
    ask(2, EPOCH, new CatalogCommand.Configure(CacheConfig.DEFAULT.withDurability(durability)));
    CatalogPush push = (CatalogPush) link.sending(1).message();
    assertThat(push.catalog().configOf(USERS))
        .contains(CacheConfig.DEFAULT.withDurability(durability));
    assertThat(results).hasSize(1);
    statuses.remove(PEER);
    assertThat(outcome(1)).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void cacheThatIsToBeKept_isAnswered_onceAMemberOutOfReachHasIt() {
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    statuses.put(PEER, said(PEER));
    ask(
        2,
        EPOCH,
        new CatalogCommand.Configure(CacheConfig.DEFAULT.withDurability(Durability.SYNC)));
    CatalogPush push = (CatalogPush) link.sending(0).message();
    authority.onAck(PEER, new CatalogAck(push.number()));
    assertThat(outcome(1)).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void cacheThatIsNotKept_waitsForThoseInReach() {
    statuses.put(PEER, said(PEER));
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    ask(2, EPOCH, new CatalogCommand.Configure(CacheConfig.DEFAULT));
    assertThat(outcome(1)).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void command_membersLostWithTheMajority_isUnknown() {
    directory.join(PEER);
    ask(1, EPOCH, CREATE);
    link.sending(0);
    directory.quorum(false);
    directory.lose(PEER);
    clock.advance(Duration.ofSeconds(5));
    assertThat(outcome(0)).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void command_thatEndsInAFault_isUnknown_andTakesNobodysPlace() {
    fault.set(true);
    for (int id = 0; id < CatalogAuthority.MAX_COMMANDS; id++) {
      CacheName cache = new CacheName("c" + id);
      authority.onCommand(new CatalogCommand(7, id, EPOCH, 5000, cache, CREATE), results::add);
    }
    outcome(CatalogAuthority.MAX_COMMANDS - 1);
    assertThat(results).extracting(CatalogResult::outcome).containsOnly(Outcome.UNKNOWN);
    fault.set(false);
    ask(1000, EPOCH, CREATE);
    assertThat(outcome(CatalogAuthority.MAX_COMMANDS)).isEqualTo(Outcome.MADE);
  }

  @Test
  void command_unacknowledgedUntilItsDeadline_isUnknown_andTheNextGoesOn() {
    directory.join(PEER);
    ask(1, EPOCH, CREATE);
    link.sending(0);
    clock.advance(Duration.ofSeconds(5));
    assertThat(outcome(0)).isEqualTo(Outcome.UNKNOWN);
    directory.remove(PEER);
    ask(2, EPOCH, CREATE);
    assertThat(outcome(1)).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void command_unchanged_isPushedAllTheSame() {
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    directory.join(PEER);
    ask(2, EPOCH, CREATE);
    CatalogPush push = (CatalogPush) link.sending(0).message();
    assertThat(push.catalog()).isEqualTo(keeper.current());
    authority.onAck(PEER, new CatalogAck(push.number()));
    assertThat(outcome(1)).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void command_twice_isCarriedOutOnce() {
    ask(1, EPOCH, new CatalogCommand.Configure(CacheConfig.DEFAULT));
    assertThat(outcome(0)).isEqualTo(Outcome.MADE);
    ask(1, EPOCH, new CatalogCommand.Configure(CacheConfig.DEFAULT));
    assertThat(outcome(1)).isEqualTo(Outcome.MADE);
    assertThat(keeper.current().latest()).isEqualTo(new Version(EPOCH, 1));
  }

  @Test
  void command_refusedOnce_staysRefused() {
    directory.quorum(false);
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.NOT_PRIMARY);
    directory.quorum(true);
    ask(1, EPOCH, CREATE);
    assertThat(outcome(1)).isEqualTo(Outcome.NOT_PRIMARY);
    assertThat(keeper.current().caches()).isEmpty();
  }

  @Test
  void command_ofAnotherEpoch_isRefused() {
    ask(1, EPOCH - 1, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.NOT_PRIMARY);
  }

  @Test
  void command_catalogOfALaterLeader_isRefused() {
    Version later = new Version(EPOCH + 1, 1);
    keeper.merge(Catalog.EMPTY.configured(new CacheName("other"), CacheConfig.DEFAULT, later));
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.NOT_PRIMARY);
  }

  @Test
  void command_catalogOfThisEpoch_takesALaterVersion() {
    keeper.merge(Catalog.EMPTY.configured(USERS, CacheConfig.DEFAULT, new Version(EPOCH, 9)));
    ask(1, EPOCH, new CatalogCommand.Drop());
    assertThat(outcome(0)).isEqualTo(Outcome.DROPPED);
    assertThat(keeper.current().latest()).isEqualTo(new Version(EPOCH, 10));
  }

  @Test
  void commands_overTheBound_areRefused() {
    directory.join(PEER);
    for (int id = 0; id <= CatalogAuthority.MAX_COMMANDS; id++) {
      ask(id, EPOCH, CREATE);
    }
    assertThat(results)
        .containsExactly(new CatalogResult(7, CatalogAuthority.MAX_COMMANDS, Outcome.OVERLOADED));
  }

  @Test
  void create_inAFullCatalog_isRefused() {
    Map<CacheName, CatalogEntry> many = new HashMap<>();
    for (int i = 0; i < Catalog.MAX_CACHES; i++) {
      Version at = new Version(1, i);
      many.put(new CacheName("c" + i), new CatalogEntry(at, at, Optional.of(CacheConfig.DEFAULT)));
    }
    keeper.merge(Catalog.of(many));
    ask(1, EPOCH, CREATE);
    assertThat(outcome(0)).isEqualTo(Outcome.FULL);
  }

  private void act() {
    if (fault.get()) {
      throw new IllegalStateException("a fault of the test");
    }
  }

  private static NodeStatus said(Address node) {
    return new NodeStatus(
        1, 1, node.toString(), Optional.empty(), "1", 1, Map.of(), 0, NodeReplication.NONE);
  }

  private void ask(long id, long epoch, Change change) {
    authority.onCommand(new CatalogCommand(7, id, epoch, 5000, USERS, change), results::add);
  }

  private Outcome outcome(int number) {
    await().atMost(30, SECONDS).until(() -> results.size() > number);
    return results.get(number).outcome();
  }
}
