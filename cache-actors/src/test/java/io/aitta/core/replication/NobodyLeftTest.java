package io.aitta.core.replication;

import static io.aitta.core.replication.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing.Part;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The only one in sync dies while it gives another a copy: the partition may begin anew there. */
class NobodyLeftTest {
  private TestingReplicas cluster = new TestingReplicas(settings(1, OnLoss.AVAILABILITY));
  private MemberId a = cluster.add("a");
  private MemberId b = cluster.add("b");

  @Test
  void learner_makesWay() {
    recruitWithout(NobodyLeftTest::isEnd);
    assertThat(cluster.partOf(b)).isEqualTo(Part.LEARNER);
    killAndClaim();
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.configuration().losses()).isEqualTo(1);
  }

  @Test
  void copyThatIsWholeAndWasNotCountedIn_makesWay() {
    cluster.lead(a);
    cluster.loseRegister(a);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
    assertThat(cluster.partOf(b)).isEqualTo(Part.BACKUP);
    killAndClaim();
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.configuration().losses()).isEqualTo(1);
  }

  @Test
  void copyThatWasCountedIn_leads() {
    cluster.lead(a, b);
    killAndClaim();
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.configuration().losses()).isZero();
  }

  /** What was in sync is not given up: somebody may still bring it back. */
  @Test
  void copyThatWasNotCountedIn_staysWhereConsistencyIsAsked() {
    cluster = new TestingReplicas(settings(1, OnLoss.CONSISTENCY));
    a = cluster.add("a");
    b = cluster.add("b");
    recruitWithout(NobodyLeftTest::isEnd);
    killAndClaim();
    assertThat(cluster.partOf(b)).isEqualTo(Part.LEARNER);
    assertThat(cluster.configuration().losses()).isZero();
  }

  @Test
  void learner_makesWay_whereAnOperatorGivesTheCopiesUp() {
    recruitWithout(NobodyLeftTest::isEnd);
    cutOffAndForce();
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.configuration().losses()).isEqualTo(1);
  }

  @Test
  void copyThatWasNotCountedIn_makesWay_whereAnOperatorGivesTheCopiesUp() {
    cluster.lead(a);
    cluster.loseRegister(a);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
    assertThat(cluster.partOf(b)).isEqualTo(Part.BACKUP);
    cutOffAndForce();
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.configuration().losses()).isEqualTo(1);
  }

  @Test
  void copyThatWasCountedIn_leads_whateverAnOperatorSays() {
    cluster.lead(a, b);
    cutOffAndForce();
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(cluster.configuration().losses()).isZero();
  }

  private void cutOffAndForce() {
    cluster.cutOff(a);
    cluster.give(b, new Input.ForceClaim(cluster.configuration()));
    cluster.pass(20_000);
  }

  private void recruitWithout(Predicate<ReplicaMessage> lost) {
    cluster.lead(a);
    cluster.lose(lost);
    cluster.give(a, new Input.Recruit(b));
    cluster.pass(300);
  }

  private void killAndClaim() {
    cluster.kill(a);
    for (int i = 0; i < 8; i++) {
      cluster.pass(500);
      cluster.give(b, new Input.Claim());
    }
    cluster.pass(500);
  }

  private static boolean isEnd(ReplicaMessage message) {
    return message instanceof ReplicaMessage.CatchUp step
        && step.item().item() instanceof CatchUpItem.End;
  }
}
