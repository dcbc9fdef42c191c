package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.Peer;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.NodeReplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class CopyPlanTest {
  private static final Address HERE = new Address("pekko", "aitta", "a", 1);
  private static final Address THERE = new Address("pekko", "aitta", "b", 1);

  private final TestingDirectory directory = new TestingDirectory(HERE);
  private final MemberId self = join(HERE);
  private final MemberId other = join(THERE);
  private final Configuration alone = Configuration.first(1, self);
  private final List<Map<Integer, Set<MemberId>>> announced = new ArrayList<>();
  private final CopyPlan plan =
      new CopyPlan(
          self,
          directory,
          new KnownWeights(1),
          ReplicaSettings.of(ConfigFactory.load()),
          announced::add);

  @Test
  void missingCopy_isAskedForOnce_asLongAsItIsOnItsWay() {
    assertThat(steps(0, alone, Set.of())).containsExactly(Map.entry(0, new Input.Recruit(other)));
    for (long millis = 500; millis < 60_000; millis += 500) {
      assertThat(steps(millis, alone, Set.of(other))).isEmpty();
    }
    assertThat(announced).containsExactly(Map.of(0, Set.of(other)));
  }

  @Test
  void copyThatThePrimaryGaveUp_isAskedForAgainInTheNextRound_andThenAfterAPause() {
    steps(0, alone, Set.of());
    assertThat(steps(900, alone, Set.of())).isEmpty();
    assertThat(steps(1_000, alone, Set.of())).containsValue(new Input.Recruit(other));
    assertThat(steps(2_000, alone, Set.of(other))).isEmpty();
    assertThat(steps(3_000, alone, Set.of())).isEmpty();
    assertThat(steps(4_100, alone, Set.of())).containsValue(new Input.Recruit(other));
  }

  @Test
  void copyThatHasArrived_isOnItsWayNoMore() {
    steps(0, alone, Set.of());
    assertThat(steps(100, alone.withInSync(Set.of(self, other)), Set.of(other))).isEmpty();
    assertThat(announced).last().isEqualTo(Map.of());
  }

  @Test
  void copyThatIsGivenUpAgainAndAgain_isAskedForLessAndLess() {
    List<Long> asked = new ArrayList<>();
    for (long millis = 0; millis < 300_000; millis += 250) {
      if (!steps(millis, alone, Set.of()).isEmpty()) {
        asked.add(millis / 1_000);
      }
    }
    assertThat(asked).startsWith(0L, 1L, 2L, 4L, 7L, 12L, 22L, 39L, 72L).hasSize(12);
  }

  private Map<Integer, Input> steps(long millis, Configuration leads, Set<MemberId> learning) {
    Standing standing =
        new Standing(
            Standing.Part.PRIMARY, Optional.of(leads), Set.of(), learning, Optional.empty());
    return plan.steps(Map.of(0, standing), false, TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private MemberId join(Address node) {
    directory.peers.add(new Peer(new UniqueAddress(node, 1L), MemberStatus.up(), true, Set.of()));
    directory.hears(node, NodeReplication.NONE);
    return directory.memberAt(node);
  }
}
