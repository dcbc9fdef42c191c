package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.TestingDirectory;
import io.aitta.register.ConfigurationRegister;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.junit.jupiter.api.Test;

class ReplicaActorTest {
  private static final MemberId SELF = new MemberId("self", new UUID(0, 1));
  private static final MemberId OTHER = new MemberId("other", new UUID(0, 2));

  private final ReplicaTally tally = new ReplicaTally();
  private final List<Standing> standings = new ArrayList<>();
  private final Rhythm rhythm = Rhythm.still(1);
  private final BehaviorTestKit<ReplicaEvent> replica =
      BehaviorTestKit.create(
          ReplicaActor.create(
              0,
              new ReplicaParts(
                  SELF,
                  ReplicaSettings.of(ConfigFactory.load()),
                  new WillingRegister(),
                  new ReplicaPostOffice(
                      SELF,
                      new TestingDirectory(new Address("pekko", "aitta", "a", 1)),
                      (node, message) -> false,
                      new CopyPace(0, Duration.ofMillis(100), System::nanoTime),
                      (delay, task) -> task.run()),
                  new LedPartitions(1),
                  () -> Catalog.EMPTY,
                  new NodeBudgets(),
                  tally,
                  new PartitionGauges(1),
                  rhythm,
                  Optional.empty(),
                  (partition, standing) -> standings.add(standing))));

  @Test
  void copyThatIsDropped_isCountedThoughNoTickFollows() {
    run(new ReplicaEvent.Take(new Input.Claim()));
    assertThat(last().part()).isEqualTo(Standing.Part.PRIMARY);

    Configuration without =
        last().known().orElseThrow().withInSync(Set.of(SELF, OTHER)).succeededBy(OTHER, Set.of());
    Configuration later = without.withInSync(Set.of(OTHER));
    run(new ReplicaEvent.Take(new Input.Received(OTHER, new ReplicaMessage.Announce(later))));
    assertThat(last().part()).isEqualTo(Standing.Part.IDLE);
    assertThat(tally.snapshot()).containsEntry(Counter.DISCARDED, 1L);
  }

  @Test
  void replicaThatServes_isToldTheTimeAgainAndAgain() {
    run(new ReplicaEvent.Take(new Input.Claim()));
    for (int round = 0; round < 3; round++) {
      rhythm.ticks().beat();
      rhythm.sweeps().beat();
      List<ReplicaEvent> heard = replica.selfInbox().getAllReceived();
      assertThat(heard).containsExactly(ReplicaEvent.Signal.TICK, ReplicaEvent.Signal.SWEEP);
      heard.forEach(replica::run);
    }
  }

  @Test
  void replicaWithoutPart_isToldNothing() {
    rhythm.ticks().beat();
    rhythm.sweeps().beat();
    assertThat(replica.selfInbox().hasMessages()).isFalse();
  }

  private Standing last() {
    return standings.get(standings.size() - 1);
  }

  /** Has it hear that, and what it says to itself then. */
  private void run(ReplicaEvent event) {
    replica.run(event);
    while (replica.selfInbox().hasMessages()) {
      replica.runOne();
    }
  }

  /** Decides whatever is proposed. */
  private static final class WillingRegister implements ConfigurationRegister {
    private Optional<Configuration> current = Optional.empty();

    @Override
    public void read(int partition, Consumer<Answer> then) {
      then.accept(new Answer.Decided(current));
    }

    @Override
    public void propose(
        int partition,
        Optional<Configuration> expected,
        Configuration next,
        Consumer<Answer> then) {
      current = Optional.of(next);
      then.accept(new Answer.Decided(current));
    }
  }
}
