package io.aitta.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.VoterNotice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class DirectoryStateTest {
  private static final UniqueAddress A = node(1);
  private static final UniqueAddress B = node(2);
  private static final UniqueAddress C = node(3);
  private static final UniqueAddress D = node(4);

  /** Another process at the address of B. */
  private static final UniqueAddress RESTARTED = new UniqueAddress(B.address(), 22L);

  private final DirectoryState state = new DirectoryState(A.address(), 4);

  @Test
  void heard_ofAStranger_countsOnceItIsAMember() {
    assertThat(state.heard(B.address(), status(2, 1, Map.of(0, 5L)))).isFalse();
    assertThat(leader(0)).isEmpty();
    up(B);
    assertThat(leader(0)).isPresent();
  }

  @Test
  void heard_olderRevision_isIgnored() {
    up(B);
    state.heard(B.address(), status(2, 2, Map.of(0, 5L)));

    assertThat(state.heard(B.address(), status(2, 1, Map.of()))).isFalse();
    assertThat(state.heard(B.address(), status(2, 2, Map.of()))).isFalse();
    assertThat(leader(0)).contains(new Leader(B.address(), 5));
  }

  @Test
  void heard_newerRevisionWithoutAClaim_endsIt() {
    up(B);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));
    state.heard(B.address(), status(2, 2, Map.of()));

    assertThat(leader(0)).isEmpty();
    assertThat(state.view().lastEpoch(0)).isEqualTo(5);
  }

  @Test
  void heard_processOfALaterMember_countsFromWhenThatIsOne() {
    up(B);
    state.heard(B.address(), statusOf(2, 9, 100, Map.of(0, 5L)));
    assertThat(state.heard(B.address(), statusOf(22, 2, 200, Map.of(0, 7L)))).isFalse();
    assertThat(state.heard(B.address(), statusOf(22, 1, 200, Map.of(0, 6L)))).isFalse();
    assertThat(leader(0)).contains(new Leader(B.address(), 5));

    assertThat(state.removed(B)).isTrue();
    assertThat(state.view().statuses()).isEmpty();
    up(RESTARTED);

    assertThat(leader(0)).contains(new Leader(B.address(), 7));
    assertThat(state.heard(B.address(), statusOf(22, 3, 200, Map.of(0, 8L)))).isTrue();
  }

  @Test
  void heard_memberAtTheAddressOfOneThatIsNotYetRemoved_takesItsPlaceForGood() {
    up(B);
    state.heard(B.address(), statusOf(2, 9, 100, Map.of(0, 5L)));
    up(RESTARTED);
    state.heard(B.address(), statusOf(22, 1, 50, Map.of()));

    assertThat(state.heard(B.address(), statusOf(2, 10, 100, Map.of(0, 5L)))).isFalse();
    assertThat(leader(0)).isEmpty();
    assertThat(state.removed(B)).isFalse();
    assertThat(state.heard(B.address(), statusOf(22, 2, 50, Map.of(0, 6L)))).isTrue();
  }

  @Test
  void heard_ofMoreStrangersThanAreRemembered_forgetsTheEldest() {
    state.heard(C.address(), status(3, 1, Map.of(1, 5L)));
    for (long stranger = 100; stranger < 163; stranger++) {
      state.heard(B.address(), status(stranger, 1, Map.of()));
    }
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));
    up(B, C);

    assertThat(leader(0)).isPresent();
    assertThat(leader(1)).isEmpty();
  }

  @Test
  void heard_afterRemoval_isIgnored_thoughTheAddressIsAMemberAgain() {
    up(B);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));
    assertThat(state.removed(B)).isTrue();
    up(RESTARTED);

    assertThat(state.heard(B.address(), status(2, 2, Map.of(0, 5L)))).isFalse();
    assertThat(state.heard(B.address(), statusOf(22, 1, 0, Map.of(0, 6L)))).isTrue();
  }

  @Test
  void heard_partitionOutOfBounds_isIgnored() {
    up(B);
    state.heard(B.address(), status(2, 1, Map.of(4, 5L, -1, 5L, 3, 5L)));

    assertThat(leader(3)).isPresent();
  }

  @Test
  void leader_isTheOneOfTheGreatestEpoch() {
    up(B, C);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));
    state.heard(C.address(), status(3, 1, Map.of(0, 6L)));
    assertThat(leader(0)).contains(new Leader(C.address(), 6));

    state.heard(B.address(), status(2, 2, Map.of(0, 5L)));
    assertThat(leader(0)).contains(new Leader(C.address(), 6));
  }

  @Test
  void leader_thatWasReplaced_doesNotComeBackWhenItsSuccessorGoes() {
    up(B, C);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));
    state.heard(C.address(), status(3, 1, Map.of(0, 6L)));

    state.removed(C);

    assertThat(leader(0)).isEmpty();
  }

  @Test
  void leader_thatCannotBeReached_isNoneUntilItCan() {
    up(B);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));

    state.reachable(B, false);
    assertThat(leader(0)).isEmpty();

    state.reachable(B, true);
    assertThat(leader(0)).isPresent();
  }

  @Test
  void leader_thatIsDown_isNone() {
    up(B);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L)));
    state.member(B, MemberStatus.down(), Set.of());

    assertThat(leader(0)).isEmpty();
  }

  @Test
  void removed_anotherProcessAtTheAddress_changesNothing() {
    up(B);
    assertThat(state.removed(new UniqueAddress(B.address(), 77L))).isFalse();
    assertThat(state.view().peers()).hasSize(1);
  }

  @Test
  void quorum_ofNobody_isNone() {
    assertThat(quorum()).isFalse();
  }

  @Test
  void quorum_oneOfOne_isHeld() {
    up(A);
    assertThat(quorum()).isTrue();
  }

  @Test
  void quorum_oneOfTwo_isNotHeldUntilTheOtherIsRemoved() {
    up(A, B);
    assertThat(quorum()).isTrue();

    state.reachable(B, false);
    assertThat(quorum()).isFalse();

    state.removed(B);
    assertThat(quorum()).isTrue();
  }

  @Test
  void quorum_twoOfThree_isHeld() {
    up(A, B, C);
    state.reachable(C, false);
    assertThat(quorum()).isTrue();
    state.reachable(B, false);
    assertThat(quorum()).isFalse();
  }

  @Test
  void quorum_isNotHeldByWhoIsDownOrGone() {
    up(A, B, C);
    state.member(A, MemberStatus.down(), Set.of());
    assertThat(quorum()).isFalse();
    state.removed(A);
    assertThat(quorum()).isFalse();
  }

  @Test
  void quorum_countsNoneOnTheirWayIn() {
    up(A, B);
    state.member(C, MemberStatus.joining(), Set.of());
    state.reachable(C, false);
    assertThat(quorum()).isTrue();
  }

  @Test
  void quorum_isKeptWhileOneOfTwoLeaves() {
    up(A, B);
    state.member(B, MemberStatus.leaving(), Set.of());
    assertThat(quorum()).isTrue();
    state.member(B, MemberStatus.exiting(), Set.of());
    assertThat(quorum()).isTrue();
  }

  @Test
  void quorum_isOfTheVoters_whateverOthersThereAre() {
    up(A, B, C, D);
    hearVoters(1, A, B, C);
    state.reachable(B, false);
    state.reachable(D, false);
    assertThat(quorum()).isTrue();

    state.reachable(D, true);
    state.reachable(C, false);
    assertThat(quorum()).isFalse();
  }

  @Test
  void quorum_isOfTheLatestVotersThatAnybodySpeaksOf() {
    up(A, B, C);
    hearVoters(2, A, C);
    state.heard(B.address(), statusWith(2, Optional.of(generation(1, A, B))));
    state.reachable(B, false);
    assertThat(quorum()).isTrue();
    assertThat(state.view().electorate()).contains(new Electorate(2, Set.of(A, C)));
  }

  @Test
  void quorum_voterThatIsGivenUpOrRemoved_isNotCounted() {
    up(A, B, C);
    hearVoters(1, A, B, C);
    state.reachable(B, false);
    state.reachable(C, false);
    assertThat(quorum()).isFalse();

    state.member(B, MemberStatus.down(), Set.of());
    assertThat(quorum()).isFalse();
    state.removed(C);
    assertThat(quorum()).isTrue();
    assertThat(state.view().electorate()).contains(new Electorate(3, Set.of(A, B)));
  }

  @Test
  void electorate_noneKnown_isEmpty() {
    up(A, B);
    state.heard(A.address(), statusWith(1, Optional.empty()));
    assertThat(state.view().electorate()).isEmpty();
  }

  @Test
  void electorate_processThatStartedAgain_isNoVoterAnyMore() {
    up(A, B);
    hearVoters(1, A, B);
    up(RESTARTED);
    state.heard(B.address(), statusOf(22, 1, 200, Map.of()));
    assertThat(state.view().electorate()).contains(new Electorate(2, Set.of(A)));
  }

  @Test
  void electorate_voterOnDiskWhoseProcessStartedAgain_isTheSameVoter() {
    up(A, B);
    hearVoters(1, A, B);
    NodeReplication restarted = voting(2, List.of(process(2)));
    up(RESTARTED);
    state.heard(B.address(), statusOf(22, 1, 200, "n2", restarted));
    assertThat(state.view().electorate()).contains(new Electorate(2, Set.of(A, RESTARTED)));
  }

  @Test
  void electorate_storageOfTwoProcesses_isSeatedOnce() {
    up(A, B, C);
    hearVoters(1, A, B);
    NodeReplication elsewhere = voting(2, List.of(process(2)));
    state.heard(C.address(), statusOf(3, 1, 200, "n2", elsewhere));
    assertThat(state.view().electorate()).contains(new Electorate(2, Set.of(A, C)));
  }

  @Test
  void electorate_voterThatSteppedBack_isNotSeated() {
    up(A, B);
    hearVoters(1, A, B);
    NodeReplication mute =
        NodeReplication.NONE.votingAs(new VoterNotice(storage(2), true, List.of()));
    state.heard(B.address(), statusOf(2, 2, 0, "n2", mute));
    assertThat(state.view().electorate()).contains(new Electorate(2, Set.of(A)));
  }

  @Test
  void electorate_othersSpeakOfALaterRegister_isOfTheOneThatThisNodeSpeaksOf() {
    up(A, B);
    long later = Generation.first(1, new VoterId("n2", storage(2))).number();
    state.heard(A.address(), statusWith(1, Optional.of(generation(1, A, B))));
    state.heard(B.address(), statusWith(2, Optional.of(generation(later, B))));
    assertThat(state.view().electorate()).contains(new Electorate(2, Set.of(A, B)));
  }

  /** All of them, and this node, say that these are the voters. */
  private void hearVoters(long number, UniqueAddress... voters) {
    Optional<Generation> said = Optional.of(generation(number, voters));
    for (UniqueAddress voter : voters) {
      state.heard(voter.address(), statusWith(voter.longUid(), said));
    }
  }

  private static Generation generation(long number, UniqueAddress... voters) {
    return new Generation(
        number,
        Arrays.stream(voters)
            .map(voter -> new VoterId("n" + voter.longUid(), storage(voter.longUid())))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static NodeStatus statusWith(long incarnation, Optional<Generation> voters) {
    NodeReplication bare = voting(incarnation, List.of());
    return statusOf(incarnation, 1, 0, "n" + incarnation, voters.map(bare::knowing).orElse(bare));
  }

  private static NodeStatus statusOf(
      long incarnation, long revision, long startedAt, String name, NodeReplication replication) {
    return new NodeStatus(
        incarnation, revision, name, Optional.empty(), "1", startedAt, Map.of(), 0, replication);
  }

  private static NodeReplication voting(long storage, List<UUID> former) {
    return NodeReplication.NONE.votingAs(new VoterNotice(storage(storage), false, former));
  }

  private static UUID storage(long number) {
    return new UUID(0, number);
  }

  /** The one of {@link #statusWith}. */
  private static UUID process(long incarnation) {
    return new UUID(0, incarnation);
  }

  @Test
  void changedSince_namesThePartitionsWithAnotherLeader() {
    up(B, C);
    state.heard(B.address(), status(2, 1, Map.of(0, 5L, 1, 5L)));
    DirectoryView before = state.view();
    state.heard(C.address(), status(3, 1, Map.of(1, 6L, 2, 6L)));

    assertThat(state.view().changedSince(before)).containsExactlyInAnyOrder(1, 2);
  }

  private void up(UniqueAddress... nodes) {
    for (UniqueAddress node : nodes) {
      state.member(node, MemberStatus.up(), Set.of());
    }
  }

  private Optional<Leader> leader(int partition) {
    return state.view().leaderOf(partition);
  }

  private boolean quorum() {
    return state.view().hasQuorum();
  }

  private static UniqueAddress node(long number) {
    return new UniqueAddress(new Address("pekko", "aitta", "host", 1000 + (int) number), number);
  }

  private static NodeStatus status(long incarnation, long revision, Map<Integer, Long> leads) {
    return statusOf(incarnation, revision, 0, leads);
  }

  private static NodeStatus statusOf(
      long incarnation, long revision, long startedAt, Map<Integer, Long> leads) {
    return new NodeStatus(
        incarnation,
        revision,
        "n",
        Optional.empty(),
        "1",
        startedAt,
        leads,
        0,
        NodeReplication.NONE);
  }
}
