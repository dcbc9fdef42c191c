package io.aitta.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.directory.Leader;
import io.aitta.directory.Peer;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.NodeReplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private static final int PARTITIONS = 6;
  private static final Address SELF = new Address("pekko", "aitta", "a", 1);
  private static final Address OTHER = new Address("pekko", "aitta", "b", 1);

  private final TestingDirectory directory = new TestingDirectory(SELF);
  private final List<Integer> started = new ArrayList<>();
  private boolean stopping;
  private final KeepAlive keepAlive =
      new KeepAlive(
          PARTITIONS,
          SELF,
          directory,
          new StartGate(1, Duration.ofHours(1)),
          () -> stopping,
          started::add);

  @BeforeEach
  void twoMembers() {
    directory.peers.add(peer(SELF, MemberStatus.up(), true));
    directory.peers.add(peer(OTHER, MemberStatus.up(), true));
    directory.hears(SELF, NodeReplication.NONE);
    directory.hears(OTHER, NodeReplication.NONE);
  }

  @Test
  void neverLed_isClaimedAtOnceByTheMemberWhoseTurnItIs() {
    assertThat(keepAlive.lookAround(0)).containsExactly(0, 2, 4);
    assertThat(started).isEmpty();
  }

  @Test
  void neverLedAsFarAsKnown_waitsUntilAllMembersHaveSpoken() {
    directory.statuses.remove(OTHER);
    assertThat(keepAlive.lookAround(0)).isEmpty();

    directory.hears(OTHER, NodeReplication.NONE);
    assertThat(keepAlive.lookAround(1)).containsExactly(0, 2, 4);
  }

  @Test
  void vacant_isClaimedWhenItWasVacantTwice() {
    lead(SELF);
    directory.leaders.remove(2);
    directory.leaders.remove(3);

    assertThat(keepAlive.lookAround(0)).isEmpty();
    assertThat(keepAlive.lookAround(1)).containsExactly(2);

    directory.leaders.put(2, new Leader(OTHER, 6));
    assertThat(keepAlive.lookAround(2)).isEmpty();
    directory.leaders.remove(2);
    assertThat(keepAlive.lookAround(3)).isEmpty();
  }

  @Test
  void vacantForLong_isClaimedByEachMemberInTurn() {
    lead(OTHER);
    directory.leaders.remove(2);
    directory.leaders.remove(3);

    look(4);
    assertThat(keepAlive.lookAround(4)).containsExactly(3);
    look(4);
    assertThat(keepAlive.lookAround(9)).containsExactly(2);
  }

  @Test
  void memberOutOfReach_hasNoTurn() {
    directory.peers.set(1, peer(OTHER, MemberStatus.up(), false));
    assertThat(keepAlive.lookAround(0)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void memberThatStopsSoon_hasNoTurn() {
    directory.hears(OTHER, NodeReplication.NONE.asLeaving());
    assertThat(keepAlive.lookAround(0)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void vacantForGood_leaveOthersTheirTurnToBeStarted() {
    lead(OTHER);
    IntStream.range(0, 5).forEach(directory.leaders::remove);
    directory.leaders.put(5, new Leader(SELF, 5));

    look(6);
    assertThat(started).containsExactly(5, 5, 0, 1, 2, 3, 4, 5, 0, 1);
  }

  @Test
  void vacantAllTheSame_isStartedBySharding() {
    lead(OTHER);
    directory.leaders.remove(3);

    look(4);
    assertThat(started).isEmpty();

    look(2);
    assertThat(started).containsExactly(3, 3);
  }

  @Test
  void ledHereWithoutAnEntity_entitiesAreStartedSomeAtATime() {
    lead(SELF);
    directory.leaders.put(5, new Leader(OTHER, 5));

    look(2);
    assertThat(started).isEmpty();

    look(1);
    assertThat(started).containsExactly(0, 1, 2, 3);

    IntStream.range(0, 4).forEach(keepAlive::entitySpoke);
    look(1);
    assertThat(started).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void beforeThisNodeIsUp_nothingIsDone() {
    directory.peers.set(0, peer(SELF, MemberStatus.joining(), true));
    nothingIsDone();
  }

  @Test
  void nodeThatStops_doesNothingAnyMore() {
    stopping = true;
    nothingIsDone();
  }

  @Test
  void nodeThatLeaves_doesNothingAnyMore() {
    directory.peers.set(0, peer(SELF, MemberStatus.leaving(), true));
    nothingIsDone();
  }

  private void nothingIsDone() {
    for (int time = 0; time < 10; time++) {
      assertThat(keepAlive.lookAround(time)).isEmpty();
    }
    assertThat(started).isEmpty();
  }

  private void look(int times) {
    IntStream.range(0, times).forEach(keepAlive::lookAround);
  }

  private void lead(Address node) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      directory.leaders.put(partition, new Leader(node, 5));
    }
    directory.lastEpoch = 5;
  }

  private static Peer peer(Address address, MemberStatus status, boolean reachable) {
    return new Peer(new UniqueAddress(address, 1L), status, reachable, Set.of());
  }
}
