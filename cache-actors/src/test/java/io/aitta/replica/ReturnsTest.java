package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.RestoredCopies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReturnsTest {
  private static final Address SELF = address(1);
  private static final Address PEER = address(2);
  private static final MemberId FORMER_SELF = member("self", 1);
  private static final MemberId FORMER_PEER = member("peer", 1);
  private static final Version HEAD = new Version(3, 40);
  private static final Configuration BOTH =
      Configuration.first(3, FORMER_PEER).withInSync(Set.of(FORMER_PEER, FORMER_SELF));

  private final TestingDirectory directory = new TestingDirectory(SELF);
  private final List<RestoredCopies> announced = new ArrayList<>();
  private final Returns returns = new Returns(directory, 2, announced::add);

  @Test
  void disk_isToldOfOnlyOnceItWasReadForAllPartitions() {
    returns.stands(1, returned(BOTH));
    assertThat(announced).isEmpty();
    returns.stands(1, returned(BOTH));
    assertThat(announced).isEmpty();
    returns.stands(0, idle(Optional.empty()));
    assertThat(announced)
        .containsExactly(new RestoredCopies(true, Map.of(1, returned(BOTH).returned().get())));
  }

  @Test
  void disk_isToldOfAgain_onlyWhenACopyIsGoneOnWithOrGivenUp() {
    returns.stands(1, returned(BOTH));
    returns.stands(0, idle(Optional.empty()));
    returns.stands(1, returned(BOTH));
    returns.stands(0, idle(Optional.of(BOTH)));
    assertThat(announced).hasSize(1);
    returns.stands(1, idle(Optional.of(BOTH)));
    assertThat(announced).hasSize(2).last().isEqualTo(new RestoredCopies(true, Map.of()));
  }

  @Test
  void nodeWithoutCopies_saysThatItHasNone() {
    returns.stands(1, idle(Optional.empty()));
    returns.stands(0, idle(Optional.empty()));
    assertThat(announced).containsExactly(new RestoredCopies(true, Map.of()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Standing.Part.class,
      names = {"IDLE", "FOUNDER", "RETURNED"})
  void whoIsBackWithWhat_isToldThoseWhoWait(Standing.Part part) {
    peerSays(2, new RestoredCopies(true, Map.of(1, copyOf(FORMER_PEER))));
    returns.stands(1, standing(part, Optional.of(BOTH)));
    assertThat(returns.news())
        .containsExactly(Map.entry(1, new Input.Back(Map.of(FORMER_PEER, Optional.of(HEAD)))));
    assertThat(returns.news()).as("no news").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Standing.Part.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IDLE", "FOUNDER", "RETURNED"})
  void whoDoesNotWait_isToldNothing(Standing.Part part) {
    peerSays(2, new RestoredCopies(true, Map.of(1, copyOf(FORMER_PEER))));
    returns.stands(1, idle(Optional.of(BOTH)));
    returns.stands(1, standing(part, Optional.of(BOTH)));
    assertThat(returns.news()).isEmpty();
  }

  @Test
  void whoKnowsNoConfiguration_isToldNothing() {
    peerSays(2, new RestoredCopies(true, Map.of()));
    returns.stands(1, idle(Optional.empty()));
    assertThat(returns.news()).isEmpty();
  }

  @Test
  void whoIsBackWithoutTheCopy_orWithThatOfOtherLives_isBackWithNothing() {
    peerSays(
        2, new RestoredCopies(true, Map.of(0, copyOf(FORMER_PEER), 1, copyOf(member("peer", 9)))));
    returns.stands(1, returned(BOTH));
    assertThat(returns.news())
        .containsExactly(Map.entry(1, new Input.Back(Map.of(FORMER_PEER, Optional.empty()))));
  }

  @Test
  void whoReadsItsDiskStill_orWasNotHeard_orLivesOn_isNotKnownYet() {
    returns.stands(1, returned(BOTH));
    assertThat(returns.news()).as("not heard").isEmpty();
    peerSays(2, new RestoredCopies(false, Map.of(1, copyOf(FORMER_PEER))));
    assertThat(returns.news()).as("reads").isEmpty();
    peerSays(1, new RestoredCopies(true, Map.of()));
    assertThat(returns.news()).as("lives on").isEmpty();
    peerSays(2, new RestoredCopies(true, Map.of()));
    assertThat(returns.news()).hasSize(1);
  }

  @Test
  void whatChanges_isNews_alsoThatSomebodyIsNotKnownAnyMore() {
    returns.stands(1, returned(BOTH));
    peerSays(2, new RestoredCopies(true, Map.of(1, copyOf(FORMER_PEER))));
    assertThat(returns.news()).hasSize(1);
    peerSays(3, RestoredCopies.NONE_YET);
    assertThat(returns.news()).containsExactly(Map.entry(1, new Input.Back(Map.of())));
    peerSays(3, new RestoredCopies(true, Map.of()));
    assertThat(returns.news())
        .containsExactly(Map.entry(1, new Input.Back(Map.of(FORMER_PEER, Optional.empty()))));
  }

  @Test
  void ofTwoProcessesOfANode_theLaterCounts() {
    says(address(9), "peer", 2, new RestoredCopies(true, Map.of()));
    says(PEER, "peer", 3, new RestoredCopies(true, Map.of(1, copyOf(FORMER_PEER))));
    says(address(3), "peer", 1, RestoredCopies.NONE_YET);
    returns.stands(1, returned(BOTH));
    assertThat(returns.news())
        .containsExactly(Map.entry(1, new Input.Back(Map.of(FORMER_PEER, Optional.of(HEAD)))));
  }

  @Test
  void ownNode_isBackAsWell() {
    says(SELF, "self", 2, new RestoredCopies(true, Map.of()));
    returns.stands(1, idle(Optional.of(BOTH)));
    assertThat(returns.news())
        .containsExactly(Map.entry(1, new Input.Back(Map.of(FORMER_SELF, Optional.empty()))));
  }

  private void peerSays(long process, RestoredCopies copies) {
    says(PEER, "peer", process, copies);
  }

  private void says(Address address, String name, long process, RestoredCopies copies) {
    directory.statuses.put(
        address,
        new NodeStatus(
            process,
            1,
            name,
            Optional.empty(),
            "test",
            process,
            Map.of(),
            0,
            NodeReplication.NONE.restoring(copies)));
  }

  private static Standing returned(Configuration known) {
    return new Standing(
        Standing.Part.RETURNED,
        Optional.of(known),
        Set.of(),
        Set.of(),
        Optional.of(copyOf(FORMER_SELF)));
  }

  private static Standing idle(Optional<Configuration> known) {
    return standing(Standing.Part.IDLE, known);
  }

  private static Standing standing(Standing.Part part, Optional<Configuration> known) {
    return new Standing(part, known, Set.of(), Set.of(), Optional.empty());
  }

  private static Standing.Return copyOf(MemberId life) {
    return new Standing.Return(Set.of(life), HEAD);
  }

  /** As the status of its process says. */
  private static MemberId member(String node, long process) {
    return new MemberId(node, new UUID(process, process));
  }

  private static Address address(int port) {
    return new Address("pekko", "aitta", "127.0.0.1", port);
  }
}
