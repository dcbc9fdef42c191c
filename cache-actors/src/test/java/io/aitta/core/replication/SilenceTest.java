package io.aitta.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Increment;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.replication.protocol.Timing;
import io.aitta.core.reply.CountReply;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Silence is no proof of a loss: who is silent is replaced, and dropped only after a long time. */
class SilenceTest {
  private static final Increment ADD = new Increment(CacheKey.of("k"), 1, 0, Condition.ALWAYS);

  private final TestingReplicas cluster = new TestingReplicas(ReplicationSettings.DEFAULT);
  private final CacheId cache = cluster.cache("c", true);
  private final MemberId a = cluster.add("a");
  private final MemberId b = cluster.add("b");

  @Test
  void backup_thatIsProvenDead_isDroppedAtOnce() {
    cluster.lead(a, b);
    cluster.kill(b);
    cluster.pass(100);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  @Test
  void silentBackup_staysInSync_untilTheOthersHaveWaitedLongEnough() {
    cluster.lead(a, b);
    cluster.cutOff(b);
    cluster.pass(9_700);
    assertThat(cluster.silentTo(a)).containsExactly(b);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    assertThat(cluster.ask(a, cache, ADD)).contains(new Outcome.Refused(Outcome.Reason.NO_CONTACT));
    cluster.pass(600);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  /** What the primary did not listen to is no silence, and what it did listen to is. */
  @Test
  void silentBackup_ofAPrimaryThatStandsStillAgainAndAgain_isDropped() {
    cluster.lead(a, b);
    cluster.cutOff(b);
    for (int i = 0; i < 27; i++) {
      cluster.standStill(600);
      cluster.pass(400);
    }
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    cluster.standStill(600);
    cluster.pass(1_000);
    assertThat(cluster.configuration().inSync()).containsExactly(a);
  }

  @Test
  void silentBackup_goesOnceAnotherHasTakenItsPlace() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b);
    cluster.cutOff(b);
    cluster.pass(1_200);
    cluster.give(a, new Input.Recruit(c));
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).containsExactly(a, c);
    assertThat(cluster.silentTo(a)).isEmpty();
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  /** There is nobody to decide who leads: whoever is in sync goes on following who does. */
  @Test
  void primary_thatIsHeardAgain_goesOn_thoughTheRegisterIsAway() {
    cluster.lead(a, b);
    cluster.loseRegister(a);
    cluster.loseRegister(b);
    cluster.lose(message -> true);
    cluster.pass(6_000);
    cluster.lose(message -> false);
    cluster.pass(500);
    assertThat(cluster.partOf(b)).isEqualTo(Part.BACKUP);
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(1);
  }

  /** Once all of it was read nothing is committed without the copy that is being made. */
  @Test
  void learner_thatDoesNotComeFurther_keepsWritesBackNoLongerThanItIsWaitedFor() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b);
    cluster.lose(SilenceTest::isEnd);
    cluster.give(a, new Input.Recruit(c));
    cluster.pass(500);
    assertThat(cluster.ask(a, cache, ADD)).isEmpty();
    cluster.pass(ReplicationSettings.DEFAULT.timing().learnerPatience().toMillis());
    assertThat(sum(cluster.ask(a, cache, ADD))).isEqualTo(2);
  }

  private static boolean isEnd(ReplicaMessage message) {
    return message instanceof ReplicaMessage.CatchUp step
        && step.item().item() instanceof CatchUpItem.End;
  }

  @Test
  void learner_isNamedUntilItIsCountedIn() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b);
    cluster.loseRegister(a);
    cluster.give(a, new Input.Recruit(c));
    cluster.pass(100);
    assertThat(cluster.learningFrom(a)).containsExactly(c);
    cluster.findRegister(a);
    cluster.pass(2_000);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b, c);
    assertThat(cluster.learningFrom(a)).isEmpty();
  }

  @Test
  void learner_thatIsSilent_isNamedUntilItIsGivenUp() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b);
    cluster.cutOff(c);
    cluster.give(a, new Input.Recruit(c));
    cluster.pass(100);
    assertThat(cluster.learningFrom(a)).containsExactly(c);
    cluster.pass(1_500);
    assertThat(cluster.learningFrom(a)).isEmpty();
  }

  @Test
  void silentBackup_ofMoreThanThereAreToBe_goesAtOnce() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b, c);
    cluster.cutOff(b);
    cluster.pass(1_200);
    assertThat(cluster.configuration().inSync()).containsExactly(a, c);
  }

  @Test
  void backups_oneDeadAndOneSilent_onlyTheDeadOneGoes() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b, c);
    cluster.cutOff(b);
    cluster.kill(c);
    cluster.pass(1_500);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
  }

  @Test
  void silentPrimary_staysInSync_andNothingIsAcknowledgedWithoutIt() {
    cluster.lead(a, b);
    cluster.ask(a, cache, ADD);
    cluster.cutOff(a);
    cluster.pass(9_000);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    assertThat(cluster.ask(b, cache, ADD)).contains(new Outcome.Refused(Outcome.Reason.RECOVERING));
    cluster.reconnect(a);
    cluster.pass(300);
    assertThat(cluster.partOf(a)).isEqualTo(Part.BACKUP);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void silentPrimary_isReplacedWhenSilenceIsBorneNoMore_andADeadOneAtOnce() {
    Duration silence = Duration.ofSeconds(3);
    TestingReplicas patient = new TestingReplicas(settings(1, silence, Duration.ofSeconds(10)));
    MemberId first = patient.add("a");
    MemberId second = patient.add("b");
    MemberId third = patient.add("c");
    patient.lead(first, second, third);
    patient.cutOff(first);
    patient.pass(2_800);
    assertThat(patient.configuration().primary()).isEqualTo(first);
    patient.pass(800);
    MemberId successor = patient.configuration().primary();
    assertThat(successor).isNotEqualTo(first);
    patient.reconnect(first);
    patient.pass(1_000);
    patient.kill(successor);
    patient.pass(150);
    assertThat(patient.configuration().primary()).isNotEqualTo(successor);
  }

  @Test
  void silentPrimary_isDroppedOnceTheOthersHaveWaitedLongEnough() {
    cluster.lead(a, b);
    cluster.stop(a);
    cluster.pass(12_000);
    assertThat(cluster.configuration().inSync()).containsExactly(b);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(1);
  }

  @Test
  void silentPrimary_isReplacedBeforeItsBackupServes() {
    MemberId c = cluster.add("c");
    cluster.lead(a, b);
    cluster.ask(a, cache, ADD);
    cluster.stop(a);
    cluster.pass(2_500);
    assertThat(cluster.silentTo(b)).containsExactly(a);
    cluster.give(b, new Input.Recruit(c));
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).containsExactly(b, c);
    assertThat(sum(cluster.ask(b, cache, ADD))).isEqualTo(2);
  }

  @Test
  void silence_dropsAtOnceWhereItIsSoSet() {
    TestingReplicas hasty = new TestingReplicas(settings(1, Duration.ofSeconds(1), Duration.ZERO));
    MemberId one = hasty.add("a");
    MemberId two = hasty.add("b");
    hasty.lead(one, two);
    hasty.cutOff(two);
    hasty.pass(1_200);
    assertThat(hasty.configuration().inSync()).containsExactly(one);
    hasty.reconnect(two);
    hasty.give(one, new Input.Recruit(two));
    hasty.pass(300);
    hasty.stop(one);
    hasty.pass(1_300);
    assertThat(hasty.configuration().inSync()).containsExactly(two);
    assertThat(hasty.partOf(two)).isEqualTo(Part.PRIMARY);
  }

  @Test
  void silentBackup_thatIsDropped_leavesTooFewCopiesWhereWritesAreToHaveTwo() {
    TestingReplicas strict =
        new TestingReplicas(settings(2, Duration.ofSeconds(1), Duration.ofSeconds(10)));
    CacheId shared = strict.cache("c", true);
    MemberId one = strict.add("a");
    MemberId two = strict.add("b");
    strict.lead(one, two);
    strict.cutOff(two);
    strict.pass(10_500);
    assertThat(strict.configuration().inSync()).containsExactly(one);
    assertThat(strict.ask(one, shared, ADD))
        .contains(new Outcome.Refused(Outcome.Reason.TOO_FEW_COPIES));
  }

  private static ReplicationSettings settings(
      int minCopies, Duration silence, Duration aloneAfter) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    Timing usual = defaults.timing();
    Timing timing =
        new Timing(
            usual.lease(),
            usual.heartbeat(),
            usual.resend(),
            silence,
            aloneAfter,
            usual.drain(),
            usual.register(),
            usual.retry());
    return new ReplicationSettings(
        defaults.copies(),
        minCopies,
        defaults.onLoss(),
        defaults.readMode(),
        timing,
        defaults.window(),
        defaults.requests(),
        defaults.catchUp());
  }

  private static long sum(Optional<Outcome> outcome) {
    Outcome.Done done = (Outcome.Done) outcome.orElseThrow();
    return ((CountReply.Counted) done.reply()).value();
  }
}
