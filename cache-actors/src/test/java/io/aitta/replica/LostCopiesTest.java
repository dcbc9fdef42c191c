package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.Leader;
import io.aitta.directory.Peer;
import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.RestoredCopies;
import io.aitta.register.ConfigurationRegister;
import io.aitta.replica.LostPartition.Fate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class LostCopiesTest {
  private static final Address SELF = new Address("pekko", "aitta", "self", 1);
  private static final MemberId GONE = new MemberId("gone", new UUID(1, 1));
  private static final MemberId GONE_TOO = new MemberId("gone-too", new UUID(1, 2));
  private static final MemberId FORMER_SELF = new MemberId("self", new UUID(0, 9));
  private static final Set<String> GONE_NODE = Set.of("gone");

  private final TestingDirectory directory = new TestingDirectory(SELF);
  private final Map<Integer, Configuration> decided = new HashMap<>();
  private final Map<Integer, Input> told = new HashMap<>();
  private final LostCopies lost =
      new LostCopies(
          2, directory, new Register(), (partition, input) -> told.put(partition, input) == null);
  private boolean decides = true;

  @Test
  void partitionOfTheNodeAlone_isLost_andGivenUpByItsLatestConfiguration() {
    selfHas(new RestoredCopies(true, Map.of()));
    decided.put(0, inSync(GONE));
    assertThat(fates()).containsExactly(Map.entry(0, Fate.LOST));
    assertThat(told).isEmpty();
    assertThat(giveUp()).containsExactly(0);
    assertThat(told).containsExactly(Map.entry(0, new Input.ForceClaim(inSync(GONE))));
    assertThat(lost.givenUp()).isEqualTo(1);
  }

  @Test
  void partitionThatSomebodyLeads_isNot() {
    selfHas(new RestoredCopies(true, Map.of()));
    decided.put(0, inSync(GONE));
    directory.leaders.put(0, new Leader(SELF, 3));
    assertThat(giveUp()).isEmpty();
  }

  @Test
  void partitionThatOthersAreMissedFor_isGivenUpOnlyWithThem() {
    selfHas(new RestoredCopies(true, Map.of()));
    decided.put(0, inSync(GONE, GONE_TOO));
    assertThat(fates()).containsExactly(Map.entry(0, Fate.WAITS_FOR_OTHERS));
    assertThat(giveUp()).isEmpty();
    assertThat(lost.giveUp(Set.of("gone", "gone-too"), all -> true).toCompletableFuture().join())
        .hasSize(1);
  }

  @Test
  void partitionWhoseOtherCopyIsBack_goesOnWithThat() {
    decided.put(0, inSync(GONE, FORMER_SELF));
    selfHas(
        new RestoredCopies(
            true, Map.of(0, new Standing.Return(Set.of(FORMER_SELF), new Version(1, 1)))));
    assertThat(fates()).containsExactly(Map.entry(0, Fate.COMES_BACK));
    assertThat(giveUp()).isEmpty();
  }

  @Test
  void partitionWhoseOtherNodeReadsItsDisk_isWaitedFor() {
    decided.put(0, inSync(GONE, FORMER_SELF));
    selfHas(RestoredCopies.NONE_YET);
    assertThat(fates()).containsExactly(Map.entry(0, Fate.COMES_BACK));
    selfHas(new RestoredCopies(true, Map.of()));
    assertThat(fates()).containsExactly(Map.entry(0, Fate.LOST));
  }

  @Test
  void partitionThatALivingProcessIsCountedInFor_isNotLost() {
    selfHas(new RestoredCopies(true, Map.of()));
    decided.put(0, inSync(GONE, directory.memberAt(SELF)));
    assertThat(fates()).containsExactly(Map.entry(0, Fate.COMES_BACK));
  }

  @Test
  void withoutANode_whatWaitsForAnyIsTold_andNothingIsLost() {
    selfHas(new RestoredCopies(true, Map.of()));
    decided.put(0, inSync(GONE));
    decided.put(1, inSync(GONE, GONE_TOO));
    assertThat(lost.of(Set.of()).toCompletableFuture().join())
        .extracting(LostPartition::fate)
        .containsExactly(Fate.WAITS_FOR_OTHERS, Fate.WAITS_FOR_OTHERS);
  }

  @Test
  void partitionsThatWere_notAskedFor_stay() {
    selfHas(new RestoredCopies(true, Map.of()));
    decided.put(0, inSync(GONE));
    decided.put(1, inSync(GONE));
    lost.giveUp(GONE_NODE, partition -> partition == 1).toCompletableFuture().join();
    assertThat(told).containsOnlyKeys(1);
  }

  @Test
  void registerThatDecidesNothing_hasNothingGivenUp() {
    selfHas(new RestoredCopies(true, Map.of()));
    decides = false;
    assertThat(fates()).containsValues(Fate.UNDECIDED).hasSize(2);
    assertThat(giveUp()).isEmpty();
  }

  @Test
  void member_isRefused() {
    selfHas(new RestoredCopies(true, Map.of()));
    assertThatThrownBy(() -> lost.of(Set.of("self")))
        .isInstanceOf(NotLostException.class)
        .hasMessageStartingWith("self is a member of the cluster");
  }

  @Test
  void memberWithoutAName_mayBeTheOne() {
    selfHas(new RestoredCopies(true, Map.of()));
    directory.peers.add(
        new Peer(
            new UniqueAddress(new Address("pekko", "aitta", "new", 1), 1L),
            MemberStatus.up(),
            true,
            Set.of()));
    assertThatThrownBy(() -> lost.of(GONE_NODE))
        .isInstanceOf(NotLostException.class)
        .hasMessageContaining("has not said its name yet");
  }

  private Map<Integer, Fate> fates() {
    Map<Integer, Fate> fates = new HashMap<>();
    lost.of(GONE_NODE)
        .toCompletableFuture()
        .join()
        .forEach(partition -> fates.put(partition.partition(), partition.fate()));
    return fates;
  }

  private List<Integer> giveUp() {
    return lost.giveUp(GONE_NODE, partition -> true).toCompletableFuture().join().stream()
        .map(LostPartition::partition)
        .toList();
  }

  private void selfHas(RestoredCopies copies) {
    directory.hears(SELF, NodeReplication.NONE.restoring(copies));
  }

  private static Configuration inSync(MemberId... members) {
    return Configuration.first(3, members[0]).withInSync(Set.of(members));
  }

  private final class Register implements ConfigurationRegister {
    @Override
    public void read(int partition, Consumer<Answer> then) {
      then.accept(
          decides
              ? new Answer.Decided(Optional.ofNullable(decided.get(partition)))
              : new Answer.Undecided("test"));
    }

    @Override
    public void propose(
        int partition,
        Optional<Configuration> expected,
        Configuration next,
        Consumer<Answer> then) {
      throw new UnsupportedOperationException();
    }
  }
}
