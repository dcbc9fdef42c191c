package io.aitta.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.operation.Increment;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.reply.CountReply;
import org.junit.jupiter.api.Test;

/** A node is given a copy in an epoch of which it was not told, and then hears of earlier ones. */
class LateNewsTest {
  private static final Increment ADD = new Increment(CacheKey.of("k"), 1, 0, Condition.ALWAYS);

  private final TestingReplicas cluster = new TestingReplicas(ReplicationSettings.DEFAULT);
  private final CacheId cache = cluster.cache("c", true);
  private final MemberId a = cluster.add("a");
  private final MemberId b = cluster.add("b");
  private final MemberId late = cluster.add("late");
  private final Configuration earlier;

  LateNewsTest() {
    cluster.lead(a, b);
    earlier = cluster.configuration();
    cluster.ask(a, cache, ADD);
    cluster.give(a, new Input.HandOver(b));
    cluster.pass(500);
    assertThat(cluster.configuration().primary()).isEqualTo(b);
  }

  @Test
  void copyThatIsCountedOn_isKept() {
    cluster.lose(message -> message instanceof ReplicaMessage.Announce);
    cluster.give(b, new Input.Recruit(late));
    cluster.pass(300);
    assertThat(cluster.configuration().inSync()).contains(late);

    hearOf(earlier);
    assertThat(cluster.partOf(late)).isEqualTo(Part.BACKUP);

    cluster.kill(a);
    cluster.kill(b);
    cluster.pass(10_000);
    assertThat(cluster.ask(late, cache, ADD).orElseThrow())
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.reply())
                    .isInstanceOfSatisfying(
                        CountReply.Counted.class, count -> assertThat(count.value()).isEqualTo(2)));
  }

  /** It was counted in with a copy it had before, and out; then with the one it has now. */
  @Test
  void copyThatWasMadeAnewInTheSameEpoch_isKept() {
    cluster.lose(message -> message instanceof ReplicaMessage.Announce);
    cluster.give(b, new Input.Recruit(late));
    cluster.pass(300);
    Configuration in = cluster.configuration();
    cluster.give(b, new Input.Dismiss(late));
    cluster.pass(300);
    Configuration out = cluster.configuration();
    cluster.give(b, new Input.Recruit(late));
    cluster.pass(300);
    assertThat(in.inSync()).contains(late);
    assertThat(out.inSync()).doesNotContain(late);
    assertThat(cluster.configuration().inSync()).contains(late);

    hearOf(in);
    hearOf(out);
    assertThat(cluster.partOf(late)).isEqualTo(Part.BACKUP);
  }

  @Test
  void copyThatWasCountedIn_goesOnceItIsOut() {
    cluster.give(b, new Input.Recruit(late));
    cluster.pass(300);
    cluster.give(b, new Input.Dismiss(late));
    cluster.pass(300);
    assertThat(cluster.partOf(late)).isEqualTo(Part.IDLE);
  }

  @Test
  void copyThatIsBeingMade_isKept() {
    cluster.lose(message -> !(message instanceof ReplicaMessage.CatchUp));
    cluster.give(b, new Input.Recruit(late));

    hearOf(earlier);
    assertThat(cluster.partOf(late)).isEqualTo(Part.LEARNER);
  }

  private void hearOf(Configuration configuration) {
    cluster.give(late, new Input.Received(a, new ReplicaMessage.Announce(configuration)));
  }
}
