package io.aitta.routing;

import static io.aitta.routing.Calls.answer;
import static io.aitta.routing.Calls.failure;
import static io.aitta.routing.LoneGateway.A;
import static io.aitta.routing.LoneGateway.B;
import static io.aitta.routing.LoneGateway.RESEND;
import static io.aitta.routing.LoneGateway.RETRY;
import static io.aitta.routing.LoneGateway.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.NameTakenException;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.TooLargeException;
import io.aitta.gateway.UnavailableException;
import io.aitta.gateway.WriteName;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Answer.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a write is sent again, under which id, and what is said of it in the end. */
class WriteRetryTest {
  /** More than are looked out for. */
  private static final int MANY = 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final StoreReply CREATED = new StoreReply.Created(new Version(7, 1));

  private final LoneGateway lone = new LoneGateway();

  @AfterEach
  void close() {
    lone.close();
  }

  @Test
  void unanswered_isSentAgainUnderTheSameId() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.clock.advance(RESEND);
    assertThat(lone.sending(1).once()).isPresent().isEqualTo(lone.sending(0).once());
    assertThat(lone.sending(1).id()).isGreaterThan(lone.sending(0).id());
    lone.reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    assertThat(lone.gateway.counters().retries()).isEqualTo(1);
  }

  @Test
  void answerToTheSecondSending_settlesItToo() {
    CompletionStage<StoreReply> put = put();
    lone.clock.advance(RESEND);
    lone.reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    lone.reply(0, CREATED);
    assertThat(lone.gateway.counters().lateAnswers()).isEqualTo(1);
  }

  @Test
  void leaderDies_afterItTookTheWrite_theNextGetsTheSameIdAtOnce() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.directory.forgetLeader(0);
    lone.directory.remove(A);
    lone.lead(B, 8);
    assertThat(lone.target(1)).isEqualTo(B);
    assertThat(lone.sending(1).epoch()).isEqualTo(8);
    assertThat(lone.sending(1).once()).isEqualTo(lone.sending(0).once());
    lone.reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void leaderChanges_isSentToTheNewOneAtOnce_andTheOldOnesAnswerCounts() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.lead(B, 8);
    assertThat(lone.target(1)).isEqualTo(B);
    lone.reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void unansweredByAll_isUnknownAtItsDeadline() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.lead(B, 8);
    lone.sending(1);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining(B.toString());
    assertThat(lone.gateway.counters().unknownOutcomes()).isEqualTo(1);
  }

  @Test
  void unansweredByOne_refusedByTheNext_isStillUnknown() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.lead(B, 8);
    lone.refuse(1, Refusal.NOT_PRIMARY);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining(A.toString());
  }

  @Test
  void unansweredByOne_laterRefusedThereToo_isUndone() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.lead(B, 8);
    lone.refuse(1, Refusal.NOT_PRIMARY);
    lone.refuse(0, Refusal.NOT_PRIMARY);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void tooFewCopies_ofALaterEpoch_saysThatEarlierLeadersDidNothing() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.lead(B, 8);
    lone.refuse(1, Refusal.TOO_FEW_COPIES);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("fewer copies than writes are to have; nothing was done");
  }

  @Test
  void tooFewCopies_ofTheSameEpoch_leavesAnEarlierSendingInDoubt() {
    CompletionStage<StoreReply> put = put();
    lone.sending(0);
    lone.clock.advance(RESEND);
    lone.refuse(1, Refusal.TOO_FEW_COPIES);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void tooFewCopies_ofALaterEpoch_afterADoubtThatWasTold_isUndone() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.IN_DOUBT);
    lone.lead(B, 8);
    lone.refuse(1, Refusal.TOO_FEW_COPIES);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(UnavailableException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {"NOT_PRIMARY", "CACHE_UNKNOWN", "NO_QUORUM", "TOO_FEW_COPIES", "IN_DOUBT", "UNSENT"})
  void refused_forNow_isSentAgainUnderTheSameIdAfterAMoment(Refusal refusal) {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, refusal);
    assertThat(lone.link.sendings()).hasSize(1);
    lone.clock.advance(RETRY);
    assertThat(lone.sending(1).once()).isEqualTo(lone.sending(0).once());
    lone.reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
    assertThat(lone.gateway.counters().refused()).containsEntry(refusal, 1L);
  }

  @Test
  void noQuorumOfTheLeader_toTheEnd_isNoQuorum() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.NO_QUORUM);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put))
        .isInstanceOf(NoQuorumException.class)
        .hasMessageContaining("nothing was done");
  }

  @Test
  void noQuorumOfTheLeader_thenAnotherReason_isUnavailable() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.NO_QUORUM);
    lone.clock.advance(RETRY);
    lone.refuse(1, Refusal.NOT_PRIMARY);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void inDoubt_toTheEnd_isUnknown_thoughLaterSendingsDidNothing() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.IN_DOUBT);
    lone.lead(B, 8);
    lone.refuse(1, Refusal.NOT_PRIMARY);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {"FORGOTTEN", "FAILED"})
  void refused_andNobodyCanTell_isUnknownAtOnce(Refusal refusal) {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, refusal);
    assertThat(failure(put))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining(refusal == Refusal.FORGOTTEN ? "forgotten" : "fault of its own");
  }

  @Test
  void overloaded_isSaidAtOnce() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.OVERLOADED);
    assertThat(failure(put)).isInstanceOf(OverloadedException.class);
  }

  @Test
  void overloaded_whileAnEarlierSendingIsOpen_waitsForThat() {
    CompletionStage<StoreReply> put = put();
    lone.clock.advance(RESEND);
    lone.refuse(1, Refusal.OVERLOADED);
    assertThat(put.toCompletableFuture()).isNotDone();
    lone.reply(0, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void undelivered_inPart_isSentAgain() {
    CompletionStage<StoreReply> put = put();
    lone.gateway.onUndelivered(A, lone.sending(0), Undelivered.INCOMPLETE);
    lone.clock.advance(RESEND);
    lone.reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void undelivered_inPartToTheEnd_didNothing() {
    CompletionStage<StoreReply> put = put();
    lone.gateway.onUndelivered(A, lone.sending(0), Undelivered.INCOMPLETE);
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("got stuck; nothing was done");
  }

  @Test
  void undelivered_ofTheSecondSending_leavesTheFirstInDoubt() {
    CompletionStage<StoreReply> put = put();
    lone.clock.advance(RESEND);
    lone.gateway.onUndelivered(A, lone.sending(1), Undelivered.NO_ROOM);
    assertThat(put.toCompletableFuture()).isNotDone();
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void cacheDropped_whileAWriteIsInDoubt_isUnknown() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.IN_DOUBT);
    lone.dropCache();
    lone.clock.advance(RETRY);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void manySendings_areAllInDoubt() {
    CompletionStage<StoreReply> put = put();
    for (int i = 1; i <= MANY; i++) {
      lone.sending(i - 1);
      lone.lead(i % 2 == 0 ? A : B, 7 + i);
    }
    for (int i = 1; i <= MANY; i++) {
      lone.refuse(i, Refusal.NOT_PRIMARY);
    }
    lone.clock.advance(TIMEOUT);
    assertThat(failure(put)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void ids_growAndAreOfThisIncarnation() {
    RequestId first = id(put());
    RequestId second = id(put());
    assertThat(first.origin()).isEqualTo(LoneGateway.INCARNATION & Long.MAX_VALUE);
    assertThat(second.origin()).isEqualTo(first.origin());
    assertThat(second.number()).isGreaterThan(first.number());
  }

  @Test
  void read_hasNoId() {
    assertThat(lone.gateway.execute(USERS, Calls.read("k"), TIMEOUT).toCompletableFuture())
        .isNotDone();
    assertThat(lone.sending(0).once()).isEmpty();
  }

  @Test
  void answeredBelow_isTheFirstThatIsOpen() {
    CompletionStage<StoreReply> first = put();
    CompletionStage<StoreReply> second = put();
    long number = number(0);
    assertThat(lone.sending(1).answeredBelow()).isEqualTo(number);
    lone.reply(1, CREATED);
    answer(second);
    assertThat(put().toCompletableFuture()).isNotDone();
    assertThat(lone.sending(2).answeredBelow()).isEqualTo(number);
    lone.reply(0, CREATED);
    answer(first);
    assertThat(put().toCompletableFuture()).isNotDone();
    assertThat(lone.sending(3).answeredBelow()).isEqualTo(number(2));
  }

  @Test
  void answeredBelow_countsWhatWasGivenUp() {
    CompletionStage<StoreReply> lost =
        lone.gateway.execute(USERS, Calls.put("k", "v"), Duration.ofSeconds(1));
    lone.sending(0);
    lone.clock.advance(Duration.ofSeconds(1));
    failure(lost);
    int next = lone.link.sendings().size();
    assertThat(put().toCompletableFuture()).isNotDone();
    assertThat(lone.sending(next).answeredBelow()).isEqualTo(number(next));
  }

  @Test
  void batchThatWrites_isSentAgainUnderItsOwnId() {
    List<KeyOperation<?>> operations =
        List.of(Calls.put("a", "v"), new Get(CacheKey.of("a"), false), Calls.put("b", "v"));
    CompletionStage<List<Attempt>> batch = lone.gateway.executeAll(USERS, operations, TIMEOUT);
    lone.sending(0);
    lone.lead(B, 8);
    assertThat(lone.sending(1).once()).isPresent().isEqualTo(lone.sending(0).once());
    lone.reply(1, new BatchReply(List.of(CREATED)));
    assertThat(lone.sending(2).once()).isPresent().isNotEqualTo(lone.sending(0).once());
    lone.reply(2, new BatchReply(List.of(new Lookup.Miss(), CREATED)));
    assertThat(answer(batch)).hasSize(3);
  }

  @Test
  void invalidation_isSentAgainUnderItsOwnId() {
    CompletionStage<Long> invalidation =
        lone.gateway.invalidate(USERS, new Selector.All(), TIMEOUT);
    lone.sending(0);
    lone.lead(B, 8);
    assertThat(lone.sending(1).once()).isPresent().isEqualTo(lone.sending(0).once());
    lone.reply(1, new InvalidateReply(3, Optional.empty()));
    assertThat(answer(invalidation)).isEqualTo(3);
  }

  @Test
  void named_hasTheIdOfItsName_thatNobodyAcknowledges() {
    WriteName name = new WriteName("order-17", 99);
    CompletionStage<StoreReply> put =
        lone.gateway.executeOnce(USERS, Calls.put("k", "v"), name, TIMEOUT);
    RequestId id = lone.sending(0).once().orElseThrow();
    assertThat(id).isEqualTo(NamedWrites.idOf(USERS, CacheKey.of("k"), name));
    assertThat(lone.sending(0).answeredBelow()).isEqualTo(Long.MIN_VALUE);
    lone.lead(B, 8);
    assertThat(lone.sending(1).once()).contains(id);
    lone.reply(1, CREATED);
    assertThat(answer(put)).isEqualTo(CREATED);
  }

  @Test
  void named_asAnotherWrite_isRefused() {
    CompletionStage<StoreReply> put =
        lone.gateway.executeOnce(
            USERS, Calls.put("k", "v"), new WriteName("order-17", 99), TIMEOUT);
    lone.refuse(0, Refusal.NAME_TAKEN);
    assertThat(failure(put)).isInstanceOf(NameTakenException.class);
  }

  @Test
  void largerThanCopiesCanBeSent_isRefusedForGood() {
    CompletionStage<StoreReply> put = put();
    lone.refuse(0, Refusal.TOO_LARGE);
    assertThat(failure(put))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining("nothing was done");
  }

  private CompletionStage<StoreReply> put() {
    return lone.gateway.execute(USERS, Calls.put("k", "v"), TIMEOUT);
  }

  private RequestId id(CompletionStage<?> begun) {
    assertThat(begun.toCompletableFuture()).isNotDone();
    return last();
  }

  private RequestId last() {
    return lone.sending(lone.link.sendings().size() - 1).once().orElseThrow();
  }

  private long number(int sending) {
    return lone.sending(sending).once().orElseThrow().number();
  }
}
