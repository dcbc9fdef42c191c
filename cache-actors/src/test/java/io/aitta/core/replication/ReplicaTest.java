package io.aitta.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.Increment;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.replication.protocol.Timing;
import io.aitta.core.replication.protocol.WindowLimits;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.SwapReply;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicaTest {
  private static final CacheKey KEY = CacheKey.of("k");
  private static final Increment ADD = new Increment(KEY, 1, 0, Condition.ALWAYS);
  private static final Get GET = new Get(KEY, true);

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

  private static GetAndPut swap(int bytes) {
    CacheValue value = CacheValue.owning(new byte[bytes], CacheValue.OCTET_STREAM);
    return new GetAndPut(KEY, value, Lifetime.INHERITED, Tags.NONE);
  }

  private static ReplicationSettings settings(int minCopies, OnLoss onLoss) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return settings(minCopies, onLoss, defaults.timing(), defaults.window());
  }

  private static ReplicationSettings changesOfAtMost(long bytes) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return settings(
        1, OnLoss.CONSISTENCY, defaults.timing(), defaults.window().withMaxChangeBytes(bytes));
  }

  private static ReplicationSettings settings(
      int minCopies, OnLoss onLoss, Timing timing, WindowLimits window) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return new ReplicationSettings(
        defaults.copies(),
        minCopies,
        onLoss,
        defaults.readMode(),
        timing,
        window,
        defaults.requests(),
        defaults.catchUp());
  }

  private static Object reply(Optional<Outcome> outcome) {
    return ((Outcome.Done) outcome.orElseThrow()).reply();
  }

  private static long sum(Optional<Outcome> outcome) {
    return ((CountReply.Counted) reply(outcome)).value();
  }
}
