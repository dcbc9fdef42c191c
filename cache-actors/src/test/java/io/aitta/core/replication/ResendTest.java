package io.aitta.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Put;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicaMessage.CatchUp;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.reply.CountReply;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy that is behind gets what it misses as fast as it takes it, and little of it twice. */
class ResendTest {
  private static final Increment ADD = new Increment(CacheKey.of("k"), 1, 0, Condition.ALWAYS);
  private static final int WRITES = 1_000;
  private static final int BATCH = ReplicationSettings.DEFAULT.window().maxResent();

  private final TestingReplicas cluster = new TestingReplicas(ReplicationSettings.DEFAULT);
  private final CacheId cache = cluster.cache("c", true);
  private final MemberId a = cluster.add("a");
  private final MemberId b = cluster.add("b");

  @Test
  void backlogOfACopyThatJoins_isSentWithoutAWaitAndOnce() {
    cluster.lead(a);
    cluster.lose(message -> message instanceof ReplicaMessage.Appended);
    cluster.give(a, new Input.Recruit(b));
    write(WRITES);
    assertThat(cluster.latestOutcome()).isEmpty();
    cluster.lose(message -> false);
    cluster.pass(250);
    assertThat(sum(cluster.latestOutcome())).isEqualTo(WRITES);
    assertThat(cluster.counted(a, Counter.RESENT)).isZero();
  }

  @Test
  void backlogOfACopyThatWasOutOfReach_isSentWithoutAWait() {
    cluster.lead(a, b);
    cluster.lose(message -> message instanceof ReplicaMessage.Append);
    write(WRITES);
    cluster.lose(message -> false);
    cluster.pass(250);
    assertThat(sum(cluster.latestOutcome())).isEqualTo(WRITES);
    assertThat(cluster.counted(a, Counter.RESENT)).isEqualTo(WRITES);
  }

  @Test
  void changeThatIsLost_hasThoseAfterItWaitAndNotComeAgain() {
    cluster.lead(a, b);
    cluster.lose(message -> message instanceof ReplicaMessage.Append);
    write(1);
    cluster.lose(message -> false);
    write(WRITES);
    assertThat(cluster.latestOutcome()).isEmpty();
    cluster.pass(250);
    assertThat(sum(cluster.latestOutcome())).isEqualTo(WRITES + 1);
    assertThat(cluster.counted(a, Counter.RESENT)).isLessThanOrEqualTo(BATCH);
  }

  /** What is sent while more is missing would only be thrown away. */
  @Test
  void changesMadeWhileACopyIsBehind_areSentInTheirTurn() {
    cluster.lead(a, b);
    cluster.lose(message -> message instanceof ReplicaMessage.Append);
    write(WRITES);
    cluster.pass(200);
    long resent = cluster.counted(a, Counter.RESENT);
    write(BATCH);
    cluster.lose(message -> false);
    cluster.pass(250);
    assertThat(resent).isEqualTo(BATCH);
    assertThat(sum(cluster.latestOutcome())).isEqualTo(WRITES + BATCH);
    assertThat(cluster.counted(a, Counter.RESENT)).isEqualTo(BATCH + WRITES);
  }

  @Test
  void backlogOfALearnerThatWasOutOfReach_isSentWithoutAWait() {
    cluster.lead(a);
    cluster.lose(message -> message instanceof CatchUp);
    cluster.give(a, new Input.Recruit(b));
    write(WRITES);
    cluster.lose(message -> false);
    cluster.pass(200);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
    assertThat(cluster.counted(a, Counter.RESENT)).isEqualTo(1 + WRITES);
  }

  @Test
  void pieceThatIsLost_comesAgainThoughWritesGoOn() {
    cluster.lead(a);
    IntStream.range(0, 4).forEach(i -> cluster.ask(a, cache, put("large" + i, 100_000)));
    cluster.lose(message -> message instanceof CatchUp step && step.item().number() == 2);
    cluster.give(a, new Input.Recruit(b));
    cluster.lose(message -> false);
    for (int i = 0; i < 6; i++) {
      write(1);
      cluster.pass(50);
    }
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
  }

  /** Pieces as large as that come with the end of the copy, and without. */
  @ParameterizedTest
  @ValueSource(ints = {200_000, 300_000})
  void learnerThatIsBusyWithALargePiece_isNotSilent(int bytes) {
    cluster.lead(a);
    cluster.ask(a, cache, put("large", bytes));
    cluster.lose(message -> message instanceof CatchUp step && step.item().number() == 2);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(3_000);
    assertThat(cluster.counted(a, Counter.CATCH_UPS_LOST)).isZero();
    cluster.lose(message -> false);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).containsExactly(a, b);
  }

  @Test
  void learnerThatComesNoFurther_isGivenUp() {
    cluster.lead(a);
    cluster.ask(a, cache, put("large", 200_000));
    cluster.lose(message -> message instanceof CatchUp step && step.item().number() == 2);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(9_900);
    assertThat(cluster.counted(a, Counter.CATCH_UPS_LOST)).isZero();
    cluster.pass(200);
    assertThat(cluster.counted(a, Counter.CATCH_UPS_LOST)).isEqualTo(1);
  }

  @Test
  void largePiece_comesAgainTwiceInASilence() {
    cluster.lead(a);
    cluster.ask(a, cache, put("large", 300_000));
    cluster.lose(message -> message instanceof CatchUp step && step.item().number() == 2);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(2_000);
    assertThat(cluster.counted(a, Counter.RESENT)).isEqualTo(4);
  }

  @Test
  void largeChange_comesAgainTwiceInASilence() {
    cluster.lead(a, b);
    cluster.lose(message -> message instanceof ReplicaMessage.Append);
    cluster.ask(a, cache, put("large", 300_000));
    cluster.pass(2_000);
    assertThat(cluster.counted(a, Counter.RESENT)).isBetween(3L, 4L);
  }

  private static Put put(String key, int bytes) {
    CacheValue value = CacheValue.owning(new byte[bytes], CacheValue.OCTET_STREAM);
    return new Put(CacheKey.of(key), value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
  }

  private void write(int times) {
    for (int i = 0; i < times; i++) {
      cluster.ask(a, cache, ADD);
    }
  }

  private static long sum(Optional<Outcome> outcome) {
    Outcome.Done done = (Outcome.Done) outcome.orElseThrow();
    return ((CountReply.Counted) done.reply()).value();
  }
}
