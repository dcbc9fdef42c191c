package io.aitta.core.replication;

import static io.aitta.core.replication.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a replica without a copy proposes to the register, step by step. */
class FounderTest {
  private static final long MILLI = 1_000_000;

  private final MemberId self = new MemberId("self", new UUID(1, 1));
  private final MemberId other = new MemberId("other", new UUID(1, 2));
  private final NodeBudgets budgets = new NodeBudgets();
  private long millis = 1_000_000;

  private Replica replica(OnLoss onLoss) {
    return new Replica(
        new Replica.Parts(
            self,
            settings(1, onLoss),
            sink ->
                new Partition(
                    0, 0, () -> Catalog.EMPTY, budgets, LruStore::new, (number, cache) -> {}, sink),
            Optional.empty()));
  }

  /** The register may accept what was said to be undecided: then the founder knows it again. */
  @Test
  void proposal_whoseFateIsUnknown_isMadeAgainAsItWas() {
    Replica replica = replica(OnLoss.CONSISTENCY);
    long read = only(replica, new Input.Claim(), Output.ReadConfiguration.class).call();
    Output.ProposeConfiguration first =
        only(replica, new Input.Decided(read, Optional.empty()), Output.ProposeConfiguration.class);
    step(replica, new Input.Undecided(first.call()));
    millis += 60_000;
    Output.ProposeConfiguration again =
        only(replica, new Input.Tick(), Output.ProposeConfiguration.class);
    assertThat(again.next()).isEqualTo(first.next());

    step(replica, new Input.Decided(again.call(), Optional.of(first.next())));
    assertThat(replica.standing().part()).isEqualTo(Part.PRIMARY);
  }

  /** Whoever has no copy is none of those who could still have what is lost. */
  @Test
  void founder_thatIsCountedIn_beginsAnewOnceAllOthersAreDead() {
    Replica replica = replica(OnLoss.AVAILABILITY);
    Configuration lost = Configuration.first(5, other).withInSync(Set.of(self, other));
    step(replica, new Input.Received(other, new ReplicaMessage.Announce(lost)));
    step(replica, new Input.Died(other));
    long read = only(replica, new Input.Claim(), Output.ReadConfiguration.class).call();
    Output.ProposeConfiguration proposal =
        only(
            replica, new Input.Decided(read, Optional.of(lost)), Output.ProposeConfiguration.class);
    assertThat(proposal.expected()).contains(lost);
    assertThat(proposal.next()).isEqualTo(lost.lostTo(self));
  }

  /** It may be asking for itself just then. */
  @Test
  void founder_hearsThatAnOperatorGivesUp() {
    Replica replica = replica(OnLoss.CONSISTENCY);
    Configuration lost = Configuration.first(5, other);
    long read = only(replica, new Input.Claim(), Output.ReadConfiguration.class).call();
    step(replica, new Input.ForceClaim(lost));
    Output.ProposeConfiguration proposal =
        only(
            replica, new Input.Decided(read, Optional.of(lost)), Output.ProposeConfiguration.class);
    assertThat(proposal.next()).isEqualTo(lost.lostTo(self));
  }

  @Test
  void founder_waits_asLongAsOneWhoMayHaveWhatIsLostIsNotDead() {
    Replica replica = replica(OnLoss.AVAILABILITY);
    Configuration known = Configuration.first(5, other).withInSync(Set.of(self, other));
    long read = only(replica, new Input.Claim(), Output.ReadConfiguration.class).call();
    List<Output> outputs = step(replica, new Input.Decided(read, Optional.of(known)));
    assertThat(outputs).noneMatch(output -> output instanceof Output.ProposeConfiguration);
    assertThat(replica.standing().part()).isEqualTo(Part.IDLE);
  }

  private <T extends Output> T only(Replica replica, Input input, Class<T> kind) {
    List<T> found = step(replica, input).stream().filter(kind::isInstance).map(kind::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private List<Output> step(Replica replica, Input input) {
    return replica.step(new Now(millis * MILLI, millis), input);
  }
}
