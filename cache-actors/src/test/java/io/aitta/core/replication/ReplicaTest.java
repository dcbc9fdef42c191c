package io.aitta.core.replication;

import static io.aitta.core.replication.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Put;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.SwapReply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicaTest {
  private static final CacheKey KEY = CacheKey.of("k");
  private static final Increment ADD = new Increment(KEY, 1, 0, Condition.ALWAYS);
  private static final Get GET = new Get(KEY, true);
  private static final long HOUR = 3_600_000;

  private final TestingReplicas cluster = new TestingReplicas(settings(1, OnLoss.CONSISTENCY));
  private final CacheId cache = cluster.cache("c", true);
  private final MemberId a = cluster.add("a");
  private final MemberId b = cluster.add("b");

  @Test
  void claim_ofAPartitionThatNeverWas_foundsIt() {
    cluster.lead(a);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  @Test
  void claim_ofAPartitionThatIsLed_changesNothing() {
    cluster.lead(a);
    cluster.give(b, new Input.Claim());
    cluster.pass(100);
    assertThat(cluster.partOf(b)).isEqualTo(Part.IDLE);
    assertThat(cluster.configuration().primary()).isEqualTo(a);
  }

  @Test
  void claim_answeredLateThatNothingIsThere_givesNothingUp() {
    cluster.holdAnswers(b);
    cluster.give(b, new Input.Claim());
    cluster.lead(a, b);
    cluster.give(a, new Input.Dismiss(b));
    cluster.pass(300);
    cluster.give(b, new Input.Claim());
    cluster.letAnswersThrough(b);
    cluster.pass(300);
    assertThat(cluster.configuration().primary()).isEqualTo(a);
    assertThat(cluster.configuration().losses()).isZero();
  }

  @Test
  void recruit_isCountedInWithoutWaitingForAHeartbeat() {
    cluster.lead(a);
    cluster.give(a, new Input.Recruit(b));
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
  }

  @Test
  void recruit_getsWhatIsThereAndIsCountedIn() {
    cluster.lead(a);
    cluster.ask(a, cache, ADD);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    cluster.kill(a);
    cluster.pass(500);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void write_isAnsweredOnlyOnceTheBackupHasIt() {
    cluster.lead(a, b);
    cluster.cutOff(b);
    assertThat(cluster.ask(a, cache, ADD)).isEmpty();
    cluster.pass(900);
    assertThat(cluster.latestOutcome()).isEmpty();
    cluster.reconnect(b);
    cluster.pass(300);
    assertThat(sum(cluster.latestOutcome())).isEqualTo(1);
  }

  @Test
  void primary_withoutContactToItsBackup_refusesWithoutDoingAnything() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b, c);
    cluster.cutOff(a);
    cluster.pass(1_050);
    Optional<Outcome> refused = cluster.ask(a, cache, ADD);
    assertThat(refused.orElseThrow()).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void retriedWrite_afterAFailover_isDoneOnce() {
    cluster.lead(a, b);
    Optional<RequestId> id = Optional.of(new RequestId(9, 1));
    assertThat(sum(cluster.ask(a, id, cache, ADD))).isEqualTo(1);
    cluster.kill(a);
    cluster.pass(500);
    assertThat(sum(cluster.ask(b, id, cache, ADD))).isEqualTo(1);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void namedWrite_afterAFailover_isDoneOnceAndNotForAnother() {
    cluster.lead(a, b);
    Optional<RequestId> id = Optional.of(RequestId.named(9, 1));
    assertThat(sum(cluster.ask(a, id, cache, ADD))).isEqualTo(1);
    cluster.kill(a);
    cluster.pass(500);
    assertThat(sum(cluster.ask(b, id, cache, ADD))).isEqualTo(1);
    assertThat(cluster.ask(b, Optional.of(RequestId.named(9, 2)), cache, ADD))
        .contains(new Outcome.Refused(Outcome.Reason.NAME_TAKEN));
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void backup_ofASilentPrimary_leadsAfterTheGrace() {
    cluster.lead(a, b);
    cluster.stop(a);
    cluster.pass(1_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.BACKUP);
    cluster.pass(300);
    assertThat(cluster.partOf(b)).isEqualTo(Part.RECOVERING);
    assertThat(cluster.configuration().primary()).isEqualTo(b);
  }

  @Test
  void swap_largerThanACopyCanBeSent_doesNothing() {
    TestingReplicas narrow = new TestingReplicas(changesOfAtMost(1_000));
    CacheId shared = narrow.cache("c", true);
    CacheId alone = narrow.cache("alone", false);
    MemberId one = narrow.add("a");
    narrow.lead(one);
    assertThat(reply(narrow.ask(one, shared, swap(600)))).isInstanceOf(SwapReply.Swapped.class);
    assertThat(narrow.ask(one, shared, swap(601)))
        .contains(new Outcome.Refused(Outcome.Reason.TOO_LARGE));
    Lookup.Hit hit = (Lookup.Hit) reply(narrow.ask(one, shared, GET));
    assertThat(hit.found().value().length()).isEqualTo(600);
    assertThat(reply(narrow.ask(one, shared, swap(200)))).isInstanceOf(SwapReply.Swapped.class);
    assertThat(narrow.ask(one, shared, swap(1_000)))
        .contains(new Outcome.Refused(Outcome.Reason.TOO_LARGE));
    narrow.ask(one, alone, swap(900));
    assertThat(reply(narrow.ask(one, alone, swap(900)))).isInstanceOf(SwapReply.Swapped.class);
  }

  @Test
  void handOver_toABackup_leavesTheFormerPrimaryInSync() {
    cluster.lead(a, b);
    cluster.ask(a, cache, ADD);
    cluster.give(a, new Input.HandOver(b));
    cluster.pass(100);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.partOf(a)).isEqualTo(Part.BACKUP);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void handOver_toSomebodyWithoutACopy_doesNotHappen() {
    cluster.lead(a);
    cluster.give(a, new Input.HandOver(b));
    cluster.pass(600);
    assertThat(cluster.configuration().primary()).isEqualTo(a);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  @Test
  void dismiss_ofACopyThatCanBeSpared_dropsItAndFreesIt() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b, c);
    cluster.give(a, new Input.Dismiss(b));
    cluster.pass(100);
    assertThat(cluster.configuration().inSync()).containsExactly(a, c);
    assertThat(cluster.partOf(b)).isEqualTo(Part.IDLE);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  @Test
  void dismissed_mayBeRecruitedAgain() {
    cluster.lead(a, b);
    cluster.give(a, new Input.Dismiss(b));
    cluster.ask(a, cache, ADD);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    cluster.kill(a);
    cluster.pass(500);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void dismiss_belowWhatWritesAreToHave_isLeft() {
    TestingReplicas strict = new TestingReplicas(settings(2, OnLoss.CONSISTENCY));
    MemberId one = strict.add("a");
    MemberId two = strict.add("b");
    MemberId three = strict.add("c");
    strict.lead(one, two);
    strict.give(one, new Input.Dismiss(two));
    strict.pass(100);
    assertThat(strict.configuration().inSync()).containsExactly(one, two);
    strict.give(one, new Input.Recruit(three));
    strict.pass(300);
    assertThat(strict.configuration().inSync()).containsExactly(one, two, three);
  }

  @Test
  void dismiss_ofThePrimaryItself_isLeft() {
    cluster.lead(a, b);
    cluster.give(a, new Input.Dismiss(a));
    cluster.pass(100);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
  }

  @Test
  void dismiss_whileAnotherCopyIsLost_keepsTheOneThereIs() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b, c);
    cluster.stop(c);
    cluster.pass(700);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b, c);
    cluster.loseRegister(a);
    cluster.give(a, new Input.Dismiss(b));
    cluster.pass(300);
    cluster.findRegister(a);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
  }

  @Test
  void dismiss_thatTheRegisterHasNotDecided_leavesTheCopyRequired() {
    cluster.lead(a, b);
    cluster.loseRegister(a);
    cluster.give(a, new Input.Dismiss(b));
    cluster.stop(b);
    assertThat(cluster.ask(a, cache, ADD)).isEmpty();
    cluster.pass(500);
    assertThat(cluster.latestOutcome()).isEmpty();
    cluster.findRegister(a);
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
    assertThat(sum(cluster.latestOutcome())).isEqualTo(1);
  }

  @Test
  void dismiss_whileThePartitionIsHandedOver_isLeft() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b, c);
    cluster.loseRegister(a);
    cluster.give(a, new Input.HandOver(b));
    cluster.give(a, new Input.Dismiss(c));
    cluster.findRegister(a);
    cluster.pass(2_000);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b, c);
  }

  @Test
  void writes_withFewerCopiesThanTheyAreToHave_areRefused() {
    TestingReplicas strict = new TestingReplicas(settings(2, OnLoss.CONSISTENCY));
    CacheId shared = strict.cache("c", true);
    MemberId one = strict.add("a");
    MemberId two = strict.add("b");
    strict.lead(one);
    assertThat(strict.ask(one, shared, ADD))
        .contains(new Outcome.Refused(Outcome.Reason.TOO_FEW_COPIES));
    strict.give(one, new Input.Recruit(two));
    strict.pass(300);
    assertThat(sum(strict.ask(one, shared, ADD))).isEqualTo(1);
  }

  @Test
  void write_whoseOtherCopyIsLost_isAcknowledgedOnceThereIsAnother() {
    TestingReplicas strict = strict();
    CacheId shared = strict.cache("c", true);
    strict.lead(a, b);
    MemberId third = strict.add("c");
    strict.stop(b);
    assertThat(strict.ask(a, shared, ADD)).isEmpty();
    strict.give(a, new Input.Died(b));
    strict.pass(100);
    assertThat(strict.configuration().inSync()).containsExactly(a);
    assertThat(strict.latestOutcome()).isEmpty();
    strict.give(a, new Input.Recruit(third));
    strict.pass(300);
    assertThat(strict.configuration().inSync()).containsExactly(a, third);
    assertThat(sum(strict.latestOutcome())).isEqualTo(1);
  }

  @Test
  void write_whoseOtherCopyIsLost_isInDoubtAtItsDeadline() {
    TestingReplicas strict = strict();
    CacheId shared = strict.cache("c", true);
    strict.lead(a, b);
    strict.stop(b);
    strict.ask(a, shared, ADD);
    strict.give(a, new Input.Died(b));
    strict.pass(2_100);
    assertThat(strict.latestOutcome()).contains(new Outcome.Unknown(Outcome.Doubt.TOO_LATE));
  }

  /** Whoever saw it would see it vanish with the only copy. */
  @Test
  void read_ofWhatOneCopyHas_waitsAndOthersDoNot() {
    TestingReplicas strict = strict();
    CacheId shared = strict.cache("c", true);
    strict.lead(a, b);
    strict.stop(b);
    strict.ask(a, shared, ADD);
    strict.give(a, new Input.Died(b));
    strict.pass(100);
    assertThat(strict.ask(a, shared, GET)).isEmpty();
    assertThat(reply(strict.ask(a, shared, new Get(CacheKey.of("other"), true))))
        .isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void rememberedAnswer_whileOneCopyIsLeft_waitsForAnother() {
    TestingReplicas strict = strict();
    CacheId shared = strict.cache("c", true);
    strict.lead(a, b);
    MemberId third = strict.add("c");
    Optional<RequestId> id = Optional.of(new RequestId(9, 1));
    assertThat(sum(strict.ask(a, id, shared, ADD))).isEqualTo(1);
    strict.pass(300);
    strict.kill(a);
    strict.pass(500);
    assertThat(strict.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(reply(strict.ask(b, shared, GET))).isInstanceOf(Lookup.Hit.class);
    assertThat(strict.ask(b, id, shared, ADD)).isEmpty();
    strict.give(b, new Input.Recruit(third));
    strict.pass(300);
    assertThat(sum(strict.latestOutcome())).isEqualTo(1);
  }

  /** What the one that leads alone does not know to be committed is as good as new. */
  @Test
  void read_ofWhatMayBeInOneCopyOnly_waitsAlsoAfterAFailover() {
    TestingReplicas strict = strict();
    CacheId shared = strict.cache("c", true);
    strict.lead(a, b);
    MemberId third = strict.add("c");
    strict.ask(a, shared, ADD);
    strict.kill(a);
    strict.pass(500);
    assertThat(strict.ask(b, shared, GET)).isEmpty();
    strict.give(b, new Input.Recruit(third));
    strict.pass(300);
    assertThat(reply(strict.latestOutcome())).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void handOver_withFewerCopiesThanWritesAreToHave_happens() {
    ReplicationSettings three = settings(3, OnLoss.CONSISTENCY);
    TestingReplicas strict = new TestingReplicas(three);
    strict.add("a");
    strict.add("b");
    strict.lead(a, b);
    strict.give(a, new Input.HandOver(b));
    strict.pass(100);
    assertThat(strict.partOf(b)).isEqualTo(Part.PRIMARY);
  }

  @Test
  void write_thatEndsInAFault_isNotDoneAgain() {
    cluster.lead(a, b);
    Increment faulty = new Increment(TestingReplicas.FAULTY, 1, 0, Condition.ALWAYS);
    Batch batch = new Batch(List.of(ADD, faulty));
    Optional<RequestId> id = Optional.of(new RequestId(9, 1));
    Outcome fault = new Outcome.Unknown(Outcome.Doubt.FAULT);
    Outcome forgotten = new Outcome.Unknown(Outcome.Doubt.FORGOTTEN);
    assertThat(cluster.ask(a, id, cache, batch)).contains(fault);
    assertThat(cluster.ask(a, id, cache, batch)).contains(forgotten);
    cluster.kill(a);
    cluster.pass(500);
    assertThat(cluster.ask(b, id, cache, batch)).contains(forgotten);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void write_whoseChangeCantBeWeighed_endsInAFaultOfItsOwn() {
    cluster.lead(a, b);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
    assertThat(cluster.ask(a, cache, swap(TestingReplicas.FAULTY, 1)))
        .contains(new Outcome.Unknown(Outcome.Doubt.FAULT));
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(2);
  }

  @Test
  void namedWrite_beyondWhatCanBeKnown_isRefusedUntilTheEldestIsOld() {
    TestingReplicas narrow = new TestingReplicas(namesFor(1, 1_000));
    narrow.add("a");
    narrow.add("b");
    CacheId shared = narrow.cache("c", true);
    narrow.lead(a, b);
    assertThat(sum(narrow.ask(a, Optional.of(RequestId.named(1, 1)), shared, ADD))).isEqualTo(1);
    Optional<RequestId> second = Optional.of(RequestId.named(2, 1));
    assertThat(narrow.ask(a, second, shared, ADD))
        .contains(new Outcome.Refused(Outcome.Reason.OVERLOADED));
    assertThat(sum(narrow.ask(a, Optional.of(RequestId.named(1, 1)), shared, ADD))).isEqualTo(1);
    narrow.pass(1_100);
    assertThat(sum(narrow.ask(a, second, shared, ADD))).isEqualTo(2);
  }

  @Test
  void failover_toANodeWhoseClockIsAhead_endsNoEntryEarly() {
    cluster.lead(a, b);
    cluster.ask(a, cache, put(60_000));
    cluster.setClock(b, HOUR);
    cluster.kill(a);
    cluster.pass(50_000);
    assertThat(reply(cluster.ask(b, cache, GET))).isInstanceOf(Lookup.Hit.class);
    cluster.pass(10_000);
    assertThat(reply(cluster.ask(b, cache, GET))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void failover_toANodeWhoseClockIsBehind_endsEntriesInTime() {
    cluster.lead(a, b);
    cluster.ask(a, cache, put(60_000));
    cluster.setClock(b, -HOUR);
    cluster.kill(a);
    cluster.pass(61_000);
    assertThat(reply(cluster.ask(b, cache, GET))).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void clockThatIsSet_endsNoEntryAndForgetsNoRequest() {
    cluster.lead(a, b);
    Optional<RequestId> id = Optional.of(new RequestId(9, 1));
    assertThat(sum(cluster.ask(a, id, cache, ADD))).isEqualTo(1);
    CacheKey lasting = CacheKey.of("lasting");
    cluster.ask(a, cache, put(lasting, 60_000));
    cluster.setClock(a, HOUR);
    cluster.ask(a, cache, put(60_000));
    cluster.give(a, new Input.Maintain(Partition::sweep));
    assertThat(reply(cluster.ask(a, cache, new Get(lasting, true)))).isInstanceOf(Lookup.Hit.class);
    assertThat(sum(cluster.ask(a, id, cache, ADD))).isEqualTo(1);
  }

  @Test
  void partition_whoseCopiesAreGone_staysRefusedUntilItIsForced() {
    cluster.lead(a);
    cluster.ask(a, cache, ADD);
    cluster.kill(a);
    cluster.give(b, new Input.Claim());
    cluster.pass(3_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.IDLE);
    cluster.give(b, new Input.ForceClaim(cluster.configuration()));
    cluster.pass(200);
    assertThat(cluster.configuration().losses()).isEqualTo(1);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(1);
  }

  @Test
  void forcedClaim_ofAnEarlierConfiguration_leavesThoseWhoAreInSyncNow() {
    cluster.lead(a);
    Configuration seen = cluster.configuration();
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
    MemberId c = cluster.add("c");
    cluster.give(c, new Input.ForceClaim(seen));
    cluster.pass(3_000);
    assertThat(cluster.partOf(c)).isEqualTo(Part.IDLE);
    assertThat(cluster.configuration().losses()).isZero();
  }

  /** The operator was mistaken, and an old message must not make that worse. */
  @Test
  void forcedClaim_waitsForTheLeaseOfALivingPrimary_whateverItSaidInEarlierEpochs() {
    cluster.lead(a, b);
    cluster.give(a, new Input.HandOver(b));
    cluster.pass(100);
    Configuration earlier = cluster.configuration();
    cluster.give(b, new Input.HandOver(a));
    cluster.pass(100);
    cluster.give(a, new Input.Dismiss(b));
    cluster.pass(100);
    assertThat(cluster.partOf(b)).isEqualTo(Part.IDLE);
    cluster.give(b, new Input.ForceClaim(cluster.configuration()));
    cluster.give(b, new Input.Received(a, new ReplicaMessage.HandedOver(earlier)));
    cluster.pass(1_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.RECOVERING);
    cluster.pass(200);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
  }

  @Test
  void partition_whoseCopiesAreGone_beginsAnewWhereAvailabilityIsWanted() {
    TestingReplicas lax = new TestingReplicas(settings(1, OnLoss.AVAILABILITY));
    MemberId one = lax.add("a");
    MemberId two = lax.add("b");
    lax.lead(one);
    lax.cutOff(one);
    lax.give(two, new Input.Claim());
    lax.pass(3_000);
    assertThat(lax.partOf(two)).as("silence proves nothing").isEqualTo(Part.IDLE);
    lax.kill(one);
    lax.give(two, new Input.Claim());
    lax.pass(200);
    assertThat(lax.partOf(two)).isEqualTo(Part.PRIMARY);
    assertThat(lax.configuration().losses()).isEqualTo(1);
  }

  @Test
  void cacheWithoutCopies_staysBehindWhenThePartitionMoves() {
    CacheId alone = cluster.cache("alone", false);
    cluster.lead(a, b);
    assertThat(sum(cluster.ask(a, alone, ADD))).isEqualTo(1);
    cluster.give(a, new Input.HandOver(b));
    cluster.pass(100);
    assertThat(reply(cluster.ask(b, alone, GET))).isInstanceOf(Lookup.Miss.class);
    cluster.give(b, new Input.HandOver(a));
    cluster.pass(100);
    assertThat(reply(cluster.ask(a, alone, GET))).isInstanceOf(Lookup.Miss.class);
  }

  /** Of writes that are to have two copies, with the same members as the other cluster. */
  private static TestingReplicas strict() {
    TestingReplicas strict = new TestingReplicas(settings(2, OnLoss.CONSISTENCY));
    strict.add("a");
    strict.add("b");
    return strict;
  }

  private static Put put(long timeToLive) {
    return put(KEY, timeToLive);
  }

  private static Put put(CacheKey key, long timeToLive) {
    CacheValue value = CacheValue.copyOf(new byte[] {'1'}, "text/plain");
    Lifetime lifetime = Lifetime.INHERITED.withTimeToLive(timeToLive);
    return new Put(key, value, lifetime, Tags.NONE, Condition.ALWAYS);
  }

  private static GetAndPut swap(int bytes) {
    return swap(KEY, bytes);
  }

  private static GetAndPut swap(CacheKey key, int bytes) {
    CacheValue value = CacheValue.owning(new byte[bytes], CacheValue.OCTET_STREAM);
    return new GetAndPut(key, value, Lifetime.INHERITED, Tags.NONE);
  }

  private static ReplicationSettings namesFor(int most, long millis) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return new ReplicationSettings(
        defaults.copies(),
        1,
        OnLoss.CONSISTENCY,
        defaults.readMode(),
        defaults.timing(),
        defaults.window(),
        defaults.requests().withNames(most, millis),
        defaults.catchUp());
  }

  private static ReplicationSettings changesOfAtMost(long bytes) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return settings(
        1, OnLoss.CONSISTENCY, defaults.timing(), defaults.window().withMaxChangeBytes(bytes));
  }

  private static Object reply(Optional<Outcome> outcome) {
    return ((Outcome.Done) outcome.orElseThrow()).reply();
  }

  private static long sum(Optional<Outcome> outcome) {
    return ((CountReply.Counted) reply(outcome)).value();
  }
}
