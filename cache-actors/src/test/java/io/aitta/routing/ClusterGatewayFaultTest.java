package io.aitta.routing;

import static io.aitta.routing.Calls.answer;
import static io.aitta.routing.Calls.failure;
import static io.aitta.routing.Calls.put;
import static io.aitta.routing.Calls.read;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.catalog.CatalogShelf;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.OperationWeight;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StoreReply;
import io.aitta.directory.Leader;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.TooLargeException;
import io.aitta.gateway.UnavailableException;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.Response;
import io.aitta.routing.question.EntryBound;
import io.aitta.routing.sending.GatewaySettings;
import io.aitta.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterGatewayFaultTest {
  private static final CacheName USERS = new CacheName("users");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RESEND = Duration.ofMillis(500);
  private static final Duration CUT_OFF = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofHours(12);
  private static final long MAX_MESSAGE = 8 << 20;
  private static final long ORIGIN = 42;
  private static final Address SELF = TestingNode.addressOf(1);
  private static final Address A = TestingNode.addressOf(2);
  private static final Address B = TestingNode.addressOf(3);
  private static final StoreReply CREATED = new StoreReply.Created(new Version(7, 1));
  private static final Lookup MISS = new Lookup.Miss();

  private final ManualClock clock = new ManualClock(1_000_000);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final TestingDirectory directory = new TestingDirectory(SELF, Map::of);
  private final TestingLink link = new TestingLink();
  private final CatalogKeeper catalog =
      new CatalogKeeper(
          directory, link, new CatalogShelf(Optional.empty()), changed -> {}, threads);
  private final TestingPartitions partitions = new TestingPartitions(catalog::current, clock, 1);
  private final CatalogAuthority authority =
      new CatalogAuthority(directory, partitions, link, catalog, threads, threads, clock);
  private final ClusterGateway gateway = gateway(3, 4000);

  @BeforeEach
  void learnOfTheCache() {
    Catalog known = Catalog.EMPTY.configured(USERS, CacheConfig.DEFAULT, new Version(1, 1));
    catalog.onPush(A, new CatalogPush(0, known));
    directory.lead(0, new Leader(A, 7));
  }

  @AfterEach
  void close() {
    gateway.close();
    authority.close();
    catalog.close();
    threads.shutdownNow();
  }

  @Test
  void request_carriesWhatTheLeaderNeeds() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    var request = link.sending(0).request();
    assertThat(request.origin()).isEqualTo(ORIGIN);
    assertThat(request.epoch()).isEqualTo(7);
    assertThat(request.timeoutMillis()).isEqualTo(5000);
    assertThat(request.cache()).isEqualTo(catalog.current().idOf(USERS).orElseThrow());
    assertThat(link.sending(0).to()).isEqualTo(A);
    reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    assertThat(gateway.counters().inFlight()).isZero();
    assertThat(gateway.counters().inFlightBytes()).isZero();
  }

  @Test
  void read_unanswered_isSentAgainAndTakesAnyAnswer() {
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    link.sending(0);
    clock.advance(RESEND);
    assertThat(link.sending(1).request().id()).isGreaterThan(link.sending(0).request().id());
    reply(0, MISS);
    assertThat(answer(read)).isEqualTo(MISS);
    reply(1, MISS);
    assertThat(gateway.counters().lateAnswers()).isEqualTo(1);
    assertThat(gateway.counters().retries()).isEqualTo(1);
  }

  @Test
  void read_neverAnswered_isUnavailableAtItsDeadline() {
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    link.sending(0);
    clock.advance(TIMEOUT);
    assertThat(failure(read)).isInstanceOf(UnavailableException.class);
    assertThat(gateway.counters().timeouts()).isEqualTo(1);
  }

  @Test
  void read_leaderChanges_isSentToTheNewOneAtOnce() {
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    directory.lead(0, new Leader(B, 8));
    assertThat(link.sending(1).to()).isEqualTo(B);
    reply(1, MISS);
    assertThat(answer(read)).isEqualTo(MISS);
  }

  @Test
  void write_notPrimaryThenMoves_isSentToTheNewLeaderOnly() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    refuse(0, Refusal.NOT_PRIMARY);
    directory.lead(0, new Leader(B, 8));
    assertThat(link.sending(1).to()).isEqualTo(B);
    reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    assertThat(link.sendings()).hasSize(2);
  }

  @Test
  void write_notPrimaryAndNothingMoves_isSentAgainAfterAMoment() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    refuse(0, Refusal.NOT_PRIMARY);
    assertThat(link.sendings()).hasSize(1);
    clock.advance(Duration.ofMillis(100));
    reply(link.sending(1), CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void write_notPrimaryTwice_secondDoesNotHitTheNextSending() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    refuse(0, Refusal.NOT_PRIMARY);
    directory.lead(0, new Leader(B, 8));
    link.sending(1);
    refuse(0, Refusal.NOT_PRIMARY);
    clock.advance(Duration.ofMillis(200));
    clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(link.sendings()).hasSize(2);
    assertThat(gateway.counters().lateAnswers()).isEqualTo(1);
  }

  @Test
  void write_answeredTwice_countsTheSecondAsLate() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    reply(0, CREATED);
    reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    assertThat(gateway.counters().lateAnswers()).isEqualTo(1);
  }

  @Test
  void answer_toAnotherOrigin_isDropped() {
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    long id = link.sending(0).request().id();
    gateway.onResponse(A, new Response(ORIGIN + 1, id, 7, new Answer.Done(MISS)));
    assertThat(gateway.counters().foreignAnswers()).isEqualTo(1);
    assertThat(read.toCompletableFuture()).isNotDone();
  }

  @Test
  void noLeader_wholeTime_isUnavailableAndNothingIsSent() {
    directory.forgetLeader(0);
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(UnavailableException.class);
    assertThat(failure(read)).isInstanceOf(UnavailableException.class);
    assertThat(link.sendings()).isEmpty();
  }

  @Test
  void noLeader_thenOne_isSentAtOnce() {
    directory.forgetLeader(0);
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    clock.advance(Duration.ofSeconds(2));
    directory.lead(0, new Leader(B, 9));
    assertThat(link.sending(0).request().timeoutMillis()).isEqualTo(3000);
    reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void memberRemoved_allThatWasSentThereGoesToTheNextLeader() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    directory.forgetLeader(0);
    directory.remove(A);
    directory.lead(0, new Leader(B, 8));
    for (int sending = 2; sending < 4; sending++) {
      boolean writes = link.sending(sending).request().operation().writes();
      reply(link.sending(sending), writes ? CREATED : MISS);
    }
    assertThat(answer(put)).isEqualTo(CREATED);
    assertThat(answer(read)).isEqualTo(MISS);
  }

  @Test
  void memberRemoved_cacheThatWasToBeThere_isAskedForOfTheNextLeader() {
    CompletionStage<Void> created = gateway.createIfAbsent(new CacheName("new"), TIMEOUT);
    CompletionStage<Boolean> configured =
        gateway.configure(new CacheName("other"), CacheConfig.DEFAULT, TIMEOUT);
    assertThat(link.sendings()).hasSize(2);

    directory.forgetLeader(0);
    directory.remove(A);
    directory.lead(0, new Leader(B, 8));

    assertThat(link.sendings()).hasSize(3);
    assertThat(failure(configured)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(created.toCompletableFuture()).isNotDone();
  }

  @Test
  void memberRemoved_otherThanTheLeader_touchesNothing() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    directory.remove(B);
    reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void noQuorum_wholeTime_writeIsNotSentAndBothAreRefusedAtTheirDeadline() {
    directory.quorum(false);
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    assertThat(link.sendings()).isEmpty();
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(NoQuorumException.class);
    assertThat(failure(read)).isInstanceOf(NoQuorumException.class);
    assertThat(link.sendings()).hasSize(1);
  }

  @Test
  void noQuorum_forAWhile_whatIsSurelyNotDoneIsRefusedLongBeforeItsDeadline() {
    long begin = clock.getAsLong();
    directory.forgetLeader(0);
    directory.quorum(false);
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), LONG);
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), LONG);
    await()
        .atMost(30, SECONDS)
        .until(
            () -> {
              clock.advance(CUT_OFF);
              return put.toCompletableFuture().isDone() && read.toCompletableFuture().isDone();
            });
    assertThat(failure(put)).isInstanceOf(NoQuorumException.class);
    assertThat(failure(read)).isInstanceOf(NoQuorumException.class);
    assertThat(clock.getAsLong() - begin).isLessThan(LONG.toMillis());
    assertThat(link.sendings()).isEmpty();
  }

  @Test
  void noQuorum_thenOne_writeIsSent() {
    directory.quorum(false);
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    directory.quorum(true);
    reply(link.sending(0), CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void noQuorum_afterAWriteWasSent_isStillUnknown() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    directory.quorum(false);
    clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void undelivered_didNothing() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    gateway.onUndelivered(A, link.sending(0).message(), Undelivered.NO_ROOM);
    assertThat(failure(put)).isInstanceOf(OverloadedException.class);
    assertThat(gateway.counters().undelivered()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Undelivered.class,
      names = {"TOO_LARGE", "UNREADABLE"})
  void undelivered_forAnotherReason_saysWhich(Undelivered why) {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    gateway.onUndelivered(A, link.sending(0).message(), why);
    assertThat(failure(put))
        .isInstanceOf(
            why == Undelivered.TOO_LARGE ? TooLargeException.class : UnavailableException.class)
        .hasMessageContaining("nothing was done");
  }

  @Test
  void entryThatFitsNoMessage_isRefusedAtOnce_withBothNumbers() {
    ClusterGateway wide = gateway(3, 100 << 20);
    KeyOperation<StoreReply> large = put("k", "v".repeat(7 << 20));
    assertThat(failure(wide.execute(USERS, large, TIMEOUT)))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining(String.valueOf(OperationWeight.ofOne(large)))
        .hasMessageContaining(String.valueOf(MAX_MESSAGE - EntryBound.ROOM_BYTES));
    CompletionStage<List<Attempt>> both =
        wide.executeAll(USERS, List.of(large, put("k", "v")), TIMEOUT);
    reply(wide, link.sending(0), CREATED);
    assertThat(answer(both))
        .satisfiesExactly(
            one -> assertThat(((Attempt.Failed) one).cause()).isInstanceOf(TooLargeException.class),
            two -> assertThat(two).isEqualTo(new Attempt.Answered(CREATED)));
    assertThat(link.sendings()).hasSize(1);
    wide.close();
  }

  @Test
  void batch_answeredInPart_isAskedOnFromThere() {
    CompletionStage<List<Attempt>> both =
        gateway.executeAll(USERS, List.of(describe("a"), describe("b"), describe("c")), TIMEOUT);
    assertThat(link.sending(0).request().operation())
        .isEqualTo(new Batch(List.of(describe("a"), describe("b"), describe("c"))));
    reply(0, new BatchReply(List.of(MISS)));
    assertThat(link.sending(1).request().operation())
        .isEqualTo(new Batch(List.of(describe("b"), describe("c"))));
    reply(1, new BatchReply(List.of(MISS)));
    assertThat(link.sending(2).request().operation()).isEqualTo(describe("c"));
    reply(2, MISS);
    assertThat(answer(both)).hasSize(3).containsOnly(new Attempt.Answered(MISS));
  }

  @Test
  void batch_answeredWithNothing_endsAllTheSame() {
    CompletionStage<List<Attempt>> both =
        gateway.executeAll(USERS, List.of(describe("a"), put("b", "v")), TIMEOUT);
    reply(0, new BatchReply(List.of()));
    assertThat(link.sending(1).request().operation()).isEqualTo(describe("a"));
    reply(1, new BatchReply(List.of()));
    assertThat(answer(both)).allSatisfy(one -> assertThat(one).isInstanceOf(Attempt.Failed.class));
    assertThat(link.sendings()).hasSize(2);
  }

  @Test
  void entryThatJustFits_isSent() {
    ClusterGateway wide = gateway(3, 100 << 20);
    long beside = OperationWeight.ofOne(put("k", ""));
    int most = (int) (MAX_MESSAGE - EntryBound.ROOM_BYTES - beside);
    CompletionStage<StoreReply> put = wide.execute(USERS, put("k", "v".repeat(most)), TIMEOUT);
    reply(wide, link.sending(0), CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    wide.close();
  }

  @Test
  void answerThatFoundNoRoom_isOverloadedForARead() {
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    refuse(0, Refusal.UNSENT);
    assertThat(failure(read)).isInstanceOf(OverloadedException.class);
  }

  @Test
  void answerOfTheWrongKind_endsTheCall() {
    CompletionStage<Long> invalidation = gateway.invalidate(USERS, new Selector.All(), TIMEOUT);
    reply(0, MISS);
    assertThat(failure(invalidation)).isInstanceOf(OutcomeUnknownException.class);
    CompletionStage<Listing> listing = gateway.list(USERS, Calls.page(1), TIMEOUT);
    reply(1, MISS);
    assertThat(failure(listing)).isInstanceOf(UnavailableException.class);
    answer(gateway.drain(TIMEOUT));
  }

  @Test
  void callThatCannotBegin_isNotWaitedForByADrain() {
    assertThatThrownBy(() -> gateway.invalidate(USERS, null, TIMEOUT))
        .isInstanceOf(NullPointerException.class);
    assertThat(gateway.drain(Duration.ofDays(1)).toCompletableFuture()).isDone();
  }

  @Test
  void fullLink_isOverloadedAtOnce() {
    link.full(true);
    assertThat(failure(gateway.execute(USERS, put("k", "v"), TIMEOUT)))
        .isInstanceOf(OverloadedException.class);
    assertThat(failure(gateway.execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(OverloadedException.class);
    assertThat(gateway.counters().inFlight()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {"TOO_LATE", "OVERLOADED", "UNSUPPORTED"})
  void refused_forGood_didNothing(Refusal refusal) {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    refuse(0, refusal);
    assertThat(failure(put))
        .isInstanceOf(
            refusal == Refusal.OVERLOADED ? OverloadedException.class : UnavailableException.class);
    assertThat(gateway.counters().refused()).containsEntry(refusal, 1L);
  }

  @Test
  void cacheUnknown_isGone_isNotFound() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    link.sending(0);
    catalog.onPush(A, new CatalogPush(0, catalog.current().dropped(USERS, new Version(1, 2))));
    refuse(0, Refusal.CACHE_UNKNOWN);
    assertThat(failure(put)).isInstanceOf(CacheNotFoundException.class);
  }

  @Test
  void cacheUnknown_madeAnew_isSentForTheNewOne() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    link.sending(0);
    Catalog anew =
        catalog
            .current()
            .dropped(USERS, new Version(1, 2))
            .configured(USERS, CacheConfig.DEFAULT, new Version(1, 3));
    catalog.onPush(A, new CatalogPush(0, anew));
    refuse(0, Refusal.CACHE_UNKNOWN);
    clock.advance(Duration.ofMillis(100));
    assertThat(link.sending(1).request().cache().incarnation()).isEqualTo(new Version(1, 3));
    reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void tooMany_areTurnedAwayAtOnce() {
    for (int i = 0; i < 3; i++) {
      unused(gateway.execute(USERS, read("k" + i), TIMEOUT));
    }
    assertThat(failure(gateway.execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(OverloadedException.class);
    assertThat(gateway.counters().turnedAway()).isEqualTo(1);
    reply(0, MISS);
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    reply(3, MISS);
    assertThat(answer(read)).isEqualTo(MISS);
  }

  @Test
  void tooManyBytes_areTurnedAwayAtOnce() {
    unused(gateway.execute(USERS, put("k", "x".repeat(3000)), TIMEOUT));
    assertThat(failure(gateway.execute(USERS, put("k", "x".repeat(900)), TIMEOUT)))
        .isInstanceOf(OverloadedException.class);
    reply(0, CREATED);
    await().atMost(30, SECONDS).until(() -> gateway.counters().inFlightBytes() == 0);
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "x".repeat(900)), TIMEOUT);
    reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void executeAll_batchUnanswered_writesAreUnknownReadsUnavailable() {
    List<KeyOperation<?>> operations = List.of(describe("a"), put("a", "v"), describe("b"));
    CompletionStage<List<Attempt>> attempts = gateway.executeAll(USERS, operations, TIMEOUT);
    link.sending(0);
    clock.advance(TIMEOUT);
    assertThat(answer(attempts))
        .map(attempt -> ((Attempt.Failed) attempt).cause().getClass().getSimpleName())
        .containsExactly("UnavailableException", "OutcomeUnknownException", "UnavailableException");
    assertThat(link.sendings()).hasSize(1);
  }

  @Test
  void list_halfOfItsTimeGone_endsThePageEarly() {
    ListRequest request =
        new ListRequest(new Selector.Prefixed(new byte[] {'x'}), Optional.empty(), 10, false);
    CompletionStage<Listing> listing = gateway.list(USERS, request, TIMEOUT);
    ScanPosition next = new ScanPosition(9, new Version(7, 1));
    reply(0, new PageReply(List.of(), Optional.of(next)));
    link.sending(1);
    clock.advance(TIMEOUT.dividedBy(2));
    reply(1, new PageReply(List.of(), Optional.of(next)));
    assertThat(answer(listing).entries()).isEmpty();
    assertThat(answer(listing).next()).contains(new ListCursor(0, Optional.of(next)));
  }

  @Test
  void invalidate_failsAfterAStep_isUnknown() {
    CompletionStage<Long> invalidation = gateway.invalidate(USERS, new Selector.All(), TIMEOUT);
    reply(0, new InvalidateReply(5, Optional.of(new ScanPosition(9, new Version(7, 1)))));
    refuse(link.sending(1), Refusal.OVERLOADED);
    assertThat(failure(invalidation))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("at least 5 entries");
  }

  @Test
  void invalidate_failsBeforeAnything_saysWhy() {
    CompletionStage<Long> invalidation = gateway.invalidate(USERS, new Selector.All(), TIMEOUT);
    refuse(0, Refusal.OVERLOADED);
    assertThat(failure(invalidation)).isInstanceOf(OverloadedException.class);
  }

  @Test
  void timeout_ofNothing_isUnavailableAndSendsNothing() {
    assertThat(failure(gateway.execute(USERS, put("k", "v"), Duration.ZERO)))
        .isInstanceOf(UnavailableException.class);
    assertThat(link.sendings()).isEmpty();
  }

  @Test
  void catalogNotSynced_unknownCacheWaitsForIt() {
    directory.quorum(false);
    CatalogKeeper fresh =
        new CatalogKeeper(
            directory, link, new CatalogShelf(Optional.empty()), changed -> {}, threads);
    try (ClusterGateway late = gateway(fresh, 3, 4000)) {
      CompletionStage<Lookup> read = late.execute(USERS, read("k"), TIMEOUT);
      assertThat(read.toCompletableFuture()).isNotDone();
      fresh.onPush(A, new CatalogPush(0, catalog.current()));
      reply(late, link.sending(0), MISS);
      assertThat(answer(read)).isEqualTo(MISS);
    } finally {
      fresh.close();
    }
  }

  @Test
  void drain_answersWhatItTookAndRefusesTheRest() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    CompletionStage<Void> drained = gateway.drain(Duration.ofSeconds(20));
    assertThat(failure(gateway.execute(USERS, read("k"), TIMEOUT)))
        .isInstanceOf(UnavailableException.class);
    assertThat(drained.toCompletableFuture()).isNotDone();
    reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    answer(drained);
  }

  @Test
  void drain_overItsTime_failsWhatIsLeft() {
    CompletionStage<StoreReply> put = gateway.execute(USERS, put("k", "v"), TIMEOUT);
    directory.forgetLeader(0);
    CompletionStage<Lookup> read = gateway.execute(USERS, read("k"), TIMEOUT);
    answer(gateway.drain(Duration.ofMillis(50)));
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure(read)).isInstanceOf(UnavailableException.class);
  }

  private ClusterGateway gateway(int maxInFlight, long maxBytes) {
    return gateway(catalog, maxInFlight, maxBytes);
  }

  private ClusterGateway gateway(CatalogKeeper keeper, int maxInFlight, long maxBytes) {
    return new ClusterGateway(
        ORIGIN,
        new GatewaySettings(
            maxInFlight, maxBytes, RESEND, RESEND, Duration.ofMillis(100), CUT_OFF, 4, MAX_MESSAGE),
        new Partitioning(1),
        new ClusterGateway.Surroundings(directory, partitions, link, keeper, authority),
        threads,
        threads,
        clock);
  }

  private void reply(int sending, Reply reply) {
    reply(link.sending(sending), reply);
  }

  private void reply(TestingLink.Sending sending, Reply reply) {
    reply(gateway, sending, reply);
  }

  private static void reply(ClusterGateway to, TestingLink.Sending sending, Reply reply) {
    respond(to, sending, new Answer.Done(reply));
  }

  private void refuse(int sending, Refusal refusal) {
    refuse(link.sending(sending), refusal);
  }

  private void refuse(TestingLink.Sending sending, Refusal refusal) {
    respond(gateway, sending, new Answer.Refused(refusal));
  }

  private static void respond(ClusterGateway to, TestingLink.Sending sending, Answer answer) {
    var request = sending.request();
    to.onResponse(
        sending.to(), new Response(request.origin(), request.id(), request.epoch(), answer));
  }

  private static void unused(CompletionStage<?> stage) {
    assertThat(stage.toCompletableFuture()).isNotDone();
  }

  /** A read that is not charged for the value it brings. */
  private static KeyOperation<?> describe(String key) {
    return new Get(CacheKey.of(key), false);
  }
}
