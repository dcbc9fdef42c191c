package io.aitta.core.replication;

import static io.aitta.core.replication.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Put;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.journal.DisownedCopyException;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies are kept on disks, and come back when all processes have died. */
class ReturnTest {
  private static final CacheKey KEY = CacheKey.of("k");
  private static final long LONGER_THAN_PATIENCE = 3_500;

  private final TestingReplicas cluster =
      new TestingReplicas(settings(1, OnLoss.AVAILABILITY), Optional.of(LogLimits.DEFAULT));
  private final CacheId safe = cluster.cache("safe", true, Durability.SYNC);
  private final CacheId soon = cluster.cache("soon", true, Durability.ASYNC);
  private final CacheId never = cluster.cache("never", true, Durability.NONE);
  private MemberId a = cluster.add("a");
  private MemberId b = cluster.add("b");

  @Test
  void everybodyDies_andComesBack_withAllThatWasKept() {
    cluster.lead(a, b);
    put(safe, "1");
    put(soon, "2");
    put(never, "3");
    restartBoth();
    tellWhatIsBack(a, b);
    cluster.pass(300);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
    assertThat(read(a, safe)).contains("1");
    assertThat(read(a, soon)).contains("2");
    assertThat(read(a, never)).isEmpty();
    assertThat(cluster.configuration().losses()).isZero();
  }

  @Test
  void requestThatWasDone_isNotDoneAgainAfterTheReturn() {
    cluster.lead(a, b);
    Increment once = new Increment(KEY, 1, 0, Condition.ALWAYS);
    Optional<RequestId> id = Optional.of(new RequestId(7, 1));
    cluster.ask(a, id, safe, once);
    restartBoth();
    tellWhatIsBack(a, b);
    cluster.pass(300);
    assertThat(cluster.ask(a, id, safe, once))
        .contains(new Outcome.Done(new CountReply.Counted(1, versionOf(a))));
  }

  @Test
  void whoHasMore_leads() {
    cluster.lead(a, b);
    cluster.holdDisk(a);
    put(soon, "1");
    restartBoth();
    tellWhatIsBack(a, b);
    cluster.pass(300);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(read(b, soon)).contains("1");
  }

  @Test
  void whoIsNotBack_isWaitedFor_butNotForEver() {
    cluster.lead(a, b);
    put(safe, "1");
    cluster.kill(a);
    cluster.stop(b);
    MemberId again = cluster.add("b");
    cluster.pass(LogLimits.DEFAULT.recoveryWait().toMillis() - 1_000);
    assertThat(cluster.partOf(again)).isEqualTo(Part.RETURNED);
    cluster.pass(2_000);
    assertThat(cluster.partOf(again)).isEqualTo(Part.PRIMARY);
    assertThat(read(again, safe)).contains("1");
  }

  @Test
  void whoIsBackWithoutACopy_isNotWaitedFor() {
    cluster.lead(a, b);
    put(safe, "1");
    cluster.diskOf("a").clear();
    restartBoth();
    cluster.give(b, new Input.Back(Map.of(former("a"), Optional.empty())));
    cluster.pass(300);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(read(b, safe)).contains("1");
  }

  @Test
  void whoWasReplacedMeanwhile_givesItsOldCopyUp() {
    cluster.lead(a, b);
    cluster.kill(b);
    cluster.pass(500);
    put(safe, "2");
    b = cluster.add("b");
    cluster.pass(3_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.IDLE);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).containsExactlyInAnyOrder(a, b);
  }

  @Test
  void oldNews_doesNotEndTheCopyThatCameBack() {
    cluster.lead(a, b);
    put(safe, "1");
    Configuration before = Configuration.first(cluster.configuration().epoch(), a);
    MemberId formerA = a;
    cluster.stop(a);
    cluster.stop(b);
    b = cluster.add("b");
    cluster.give(b, new Input.Received(a, new ReplicaMessage.Announce(before)));
    assertThat(cluster.partOf(b)).isEqualTo(Part.RETURNED);
    cluster.give(b, new Input.Back(Map.of(formerA, Optional.empty())));
    cluster.pass(500);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(read(b, safe)).contains("1");
  }

  @Test
  void nothingIsBegunAnew_whileSomebodyMayComeBack() {
    cluster.lead(a, b);
    MemberId c = cluster.add("c");
    MemberId formerA = a;
    MemberId formerB = b;
    cluster.kill(a);
    cluster.kill(b);
    cluster.give(c, new Input.Claim());
    cluster.pass(500);
    assertThat(cluster.configuration().losses()).isZero();
    cluster.give(c, new Input.Back(Map.of(formerA, Optional.empty(), formerB, Optional.empty())));
    cluster.give(c, new Input.Claim());
    cluster.pass(500);
    assertThat(cluster.configuration().losses()).isEqualTo(1);
    assertThat(cluster.partOf(c)).isEqualTo(Part.PRIMARY);
  }

  @Test
  void writeThatIsToBeOnDisks_isAnsweredOnceItIsOnEvery() {
    cluster.lead(a, b);
    cluster.holdDisk(b);
    assertThat(cluster.ask(a, safe, put("1"))).isEmpty();
    cluster.releaseDisk(b);
    assertThat(cluster.latestOutcome()).containsInstanceOf(Outcome.Done.class);
    cluster.holdDisk(a);
    assertThat(cluster.ask(a, safe, put("2"))).isEmpty();
    cluster.releaseDisk(a);
    assertThat(cluster.latestOutcome()).containsInstanceOf(Outcome.Done.class);
  }

  /** Else it would tell of what may be gone with everybody. */
  @Test
  void readOfWhatIsToBeOnDisks_waitsForThem() {
    cluster.lead(a, b);
    put(safe, "1");
    cluster.holdDisk(b);
    cluster.ask(a, safe, put("2"));
    assertThat(cluster.ask(a, safe, new Get(KEY, true))).isEmpty();
    cluster.releaseDisk(b);
    assertThat(cluster.latestOutcome()).containsInstanceOf(Outcome.Done.class);
  }

  @Test
  void otherWrites_areAnsweredAtOnce_unlessADiskIsTooFarBehind() {
    cluster.lead(a, b);
    cluster.holdDisk(b);
    assertThat(cluster.ask(a, soon, put("1"))).containsInstanceOf(Outcome.Done.class);
    cluster.pass(200);
    assertThat(cluster.ask(a, soon, put("2"))).isEmpty();
    cluster.releaseDisk(b);
    cluster.pass(200);
    assertThat(cluster.latestOutcome()).containsInstanceOf(Outcome.Done.class);
    cluster.holdDisk(a);
    assertThat(cluster.ask(a, soon, put("3"))).containsInstanceOf(Outcome.Done.class);
    cluster.pass(200);
    assertThat(cluster.ask(a, soon, put("4"))).isEmpty();
    assertThat(cluster.ask(a, never, new Get(KEY, true))).containsInstanceOf(Outcome.Done.class);
  }

  @Test
  void diskThatFails_isGivenTheCopyOnceMore() {
    cluster.lead(a, b);
    put(safe, "1");
    cluster.failDisk(b);
    assertThat(cluster.ask(a, safe, put("2"))).isEmpty();
    cluster.mendDisk(b);
    cluster.pass(300);
    assertThat(cluster.latestOutcome()).containsInstanceOf(Outcome.Done.class);
    restartBoth();
    tellWhatIsBack(b, a);
    cluster.pass(300);
    assertThat(read(a, safe)).contains("2");
    assertThat(read(a, soon)).isEmpty();
  }

  @Test
  void copyAsItWasBeforeTheDiskFailed_returnsIfNoOtherWasWritten() {
    cluster.lead(a);
    put(safe, "1");
    cluster.failDisk(a);
    assertThat(cluster.ask(a, safe, put("2"))).isEmpty();
    cluster.stop(a);
    a = cluster.add("a");
    cluster.pass(300);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
    assertThat(read(a, safe)).contains("1");
    put(safe, "3");
    cluster.stop(a);
    a = cluster.add("a");
    cluster.pass(300);
    assertThat(read(a, safe)).contains("3");
  }

  @Test
  void primaryWhoseDiskStandsStill_leavesItToOneWhoseDoesNot() {
    cluster.lead(a, b);
    put(safe, "1");
    MemberId c = cluster.add("c");
    cluster.holdDisk(a);
    assertThat(cluster.ask(a, safe, put("2"))).isEmpty();
    cluster.pass(LONGER_THAN_PATIENCE);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.silentTo(a)).contains(a);
    cluster.give(a, new Input.Recruit(c));
    cluster.pass(500);
    assertThat(cluster.configuration().primary()).isEqualTo(b);
    assertThat(cluster.configuration().inSync()).containsExactlyInAnyOrder(b, c);
    assertThat(read(b, safe)).contains("2");
  }

  @Test
  void primaryWhoseDiskStandsStillForLong_leavesItToTheOtherAlone() {
    cluster.lead(a, b);
    cluster.holdDisk(a);
    assertThat(cluster.ask(a, safe, put("2"))).isEmpty();
    cluster.pass(14_000);
    assertThat(cluster.configuration().inSync()).containsExactly(b);
    assertThat(read(b, safe)).contains("2");
  }

  @Test
  void newCopy_isCountedInOnceItsDiskHasIt() {
    cluster.lead(a);
    put(safe, "1");
    cluster.holdDisk(b);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(1_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.BACKUP);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
    cluster.releaseDisk(b);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactlyInAnyOrder(a, b);
  }

  /** Its disk has no part in what is promised yet. */
  @Test
  void copyThatTheDiskDoesNotHaveYet_holdsNoWriteUp() {
    cluster.lead(a);
    put(safe, "1");
    cluster.holdDisk(b);
    cluster.give(a, new Input.Recruit(b));
    for (int look = 0; look < 20; look++) {
      cluster.pass(200);
      put(safe, "2");
      put(soon, "3");
    }
    assertThat(cluster.partOf(b)).as("of a disk that takes nothing").isEqualTo(Part.IDLE);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(LONGER_THAN_PATIENCE);
    assertThat(cluster.partOf(b)).as("while it still takes nothing").isEqualTo(Part.IDLE);
    put(safe, "4");
    cluster.releaseDisk(b);
    cluster.pass(300);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactlyInAnyOrder(a, b);
    restartBoth();
    tellWhatIsBack(a, b);
    cluster.pass(300);
    assertThat(read(a, safe)).contains("4");
  }

  /** What was answered while its disk was not waited for it has to have before it counts. */
  @Test
  void newCopy_isCountedInOnceItsDiskHasAllThatWasPromised() {
    cluster.lead(a);
    cluster.holdDisk(b);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(500);
    put(safe, "1");
    cluster.storeAllButTheLast(b);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
    assertThat(cluster.ask(a, safe, put("2"))).as("needs that disk").isEmpty();
    cluster.releaseDisk(b);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactlyInAnyOrder(a, b);
    assertThat(cluster.latestOutcome()).containsInstanceOf(Outcome.Done.class);
  }

  @Test
  void copyWhoseDiskStandsStill_countsAsSilent() {
    cluster.lead(a, b);
    cluster.holdDisk(b);
    cluster.ask(a, soon, put("1"));
    cluster.pass(LONGER_THAN_PATIENCE + 1_500);
    assertThat(cluster.silentTo(a)).containsExactly(b);
  }

  /** The wall clock alone can tell for how long nobody was there. */
  @Test
  void entryWhoseTimeCameMeanwhile_isGone() {
    cluster.lead(a, b);
    Lifetime minute = Lifetime.INHERITED.withTimeToLive(60_000);
    cluster.ask(a, safe, new Put(KEY, value("1"), minute, Tags.NONE, Condition.ALWAYS));
    cluster.standStill(61_000);
    restartBoth();
    tellWhatIsBack(a, b);
    cluster.pass(300);
    assertThat(read(a, safe)).isEmpty();
  }

  @Test
  void registerThatForgotTheCopysEpoch_isNotFollowed() {
    cluster.lead(a);
    Configuration before = cluster.configuration();
    restartAlone();
    put(safe, "1");
    cluster.registerGoesBackTo(Optional.of(before));
    assertThatThrownBy(this::restartAlone)
        .isInstanceOf(DisownedCopyException.class)
        .hasMessageContaining("the register knows of epoch " + before.epoch() + " at the latest");
  }

  @Test
  void registerThatForgotAll_isNotFollowed() {
    cluster.lead(a);
    put(safe, "1");
    cluster.registerGoesBackTo(Optional.empty());
    assertThatThrownBy(this::restartAlone)
        .isInstanceOf(DisownedCopyException.class)
        .hasMessageContaining("the register knows of none");
  }

  /** It would be given up, and the partition begun empty, since nobody else has a copy. */
  @Test
  void diskOfAnEarlierTime_isNotGivenUp() {
    cluster.lead(a);
    put(safe, "1");
    List<JournalRecord> earlier = List.copyOf(cluster.diskOf("a"));
    restartAlone();
    MemberId later = a;
    put(safe, "2");
    cluster.diskOf("a").clear();
    cluster.diskOf("a").addAll(earlier);
    assertThatThrownBy(this::restartAlone)
        .isInstanceOf(DisownedCopyException.class)
        .hasMessageContaining("the process " + later + " of this node had");
  }

  private void restartAlone() {
    cluster.stop(a);
    a = cluster.add("a");
    cluster.pass(300);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
  }

  private MemberId former(String node) {
    return cluster.configuration().inSync().stream()
        .filter(member -> member.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  /** An operator may be mistaken: a copy that counts leads, and nothing is given up. */
  @Test
  void copyThatCounts_isNotGivenUp() {
    cluster.lead(a, b);
    put(safe, "1");
    restartBoth();
    cluster.give(a, new Input.ForceClaim(cluster.configuration()));
    tellWhatIsBack(a, b);
    cluster.pass(300);
    assertThat(read(a, safe)).contains("1");
    assertThat(cluster.configuration().losses()).isZero();
  }

  @Test
  void copyThatWasGivenUp_isDroppedWhenItComesBack() {
    cluster.lead(a);
    put(safe, "1");
    cluster.kill(a);
    cluster.give(b, new Input.ForceClaim(cluster.configuration()));
    cluster.pass(1_500);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.ask(b, soon, put("2"))).containsInstanceOf(Outcome.Done.class);
    a = cluster.add("a");
    cluster.pass(LogLimits.DEFAULT.recoveryWait().toMillis() + 2_000);
    assertThat(cluster.partOf(a)).isEqualTo(Part.IDLE);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(read(b, safe)).isEmpty();
    assertThat(read(b, soon)).contains("2");
    assertThat(cluster.configuration().losses()).isEqualTo(1);
  }

  private void restartBoth() {
    cluster.stop(a);
    cluster.stop(b);
    a = cluster.add("a");
    b = cluster.add("b");
    cluster.pass(50);
  }

  private void tellWhatIsBack(MemberId one, MemberId other) {
    MemberId formerOne = former(one.node());
    MemberId formerOther = former(other.node());
    cluster.give(one, new Input.Back(Map.of(formerOther, cluster.returnedWith(other))));
    cluster.give(other, new Input.Back(Map.of(formerOne, cluster.returnedWith(one))));
  }

  private void put(CacheId cache, String value) {
    assertThat(cluster.ask(a, cache, put(value))).containsInstanceOf(Outcome.Done.class);
  }

  private static Put put(String value) {
    return new Put(KEY, value(value), Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
  }

  private static CacheValue value(String text) {
    return CacheValue.owning(text.getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  private Optional<String> read(MemberId at, CacheId cache) {
    return hit(at, cache)
        .map(hit -> new String(hit.found().value().toBytes(), StandardCharsets.UTF_8));
  }

  private Version versionOf(MemberId at) {
    return hit(at, safe).orElseThrow().found().version();
  }

  private Optional<Lookup.Hit> hit(MemberId at, CacheId cache) {
    Outcome outcome = cluster.ask(at, cache, new Get(KEY, true)).orElseThrow();
    return ((Outcome.Done) outcome).reply() instanceof Lookup.Hit hit
        ? Optional.of(hit)
        : Optional.empty();
  }
}
