package io.aitta.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Standing.Part;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** There are never more copies on their way than a configuration can count in. */
class RecruitTest {
  private final TestingReplicas cluster = new TestingReplicas(ReplicationSettings.DEFAULT);
  private final MemberId a = cluster.add("a");
  private final List<MemberId> others =
      IntStream.range(0, Configuration.MAX_IN_SYNC + 2)
          .mapToObj(i -> cluster.add("b" + i))
          .toList();

  @Test
  void recruits_whoHaveCaughtUp_takeRoomBeforeTheyAreDecided() {
    cluster.lead(a);
    cluster.loseRegister(a);
    others.forEach(other -> cluster.give(a, new Input.Recruit(other)));
    cluster.pass(500);
    cluster.findRegister(a);
    cluster.pass(500);
    assertThat(cluster.configuration().inSync()).hasSize(Configuration.MAX_IN_SYNC).contains(a);
  }

  @Test
  void recruit_whomALostProposalWasToCountIn_keepsItsCopy() {
    MemberId recruit = others.get(0);
    cluster.lead(a);
    Configuration before = cluster.configuration();
    cluster.loseRegister(a);
    cluster.give(a, new Input.Recruit(recruit));
    cluster.pass(500);
    Configuration other = before.withInSync(before.inSync());
    cluster.give(a, new Input.Received(recruit, new ReplicaMessage.Announce(other)));
    cluster.pass(100);
    assertThat(cluster.learningFrom(a)).containsExactly(recruit);
  }

  @Test
  void recruits_whoAreCatchingUp_takeRoom() {
    cluster.lead(a);
    cluster.lose(message -> message instanceof ReplicaMessage.CaughtUp);
    others.forEach(other -> cluster.give(a, new Input.Recruit(other)));
    assertThat(others.stream().filter(other -> cluster.partOf(other) == Part.LEARNER))
        .hasSize(Configuration.MAX_IN_SYNC - 1);
  }
}
