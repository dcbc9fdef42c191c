package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.TestingDirectory;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.testing.cluster.TestingRegister;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.junit.jupiter.api.Test;

/** A replica whose node's disk is read first. */
class RestoringReplicaTest {
  private static final MemberId SELF = new MemberId("self", new UUID(2, 2));
  private static final MemberId FORMER = new MemberId("self", new UUID(1, 1));
  private static final MemberId OTHER = new MemberId("other", new UUID(0, 2));
  private static final MemberId THIRD = new MemberId("third", new UUID(0, 3));

  private final TestingRegister register = new TestingRegister();
  private final ReplicaTally tally = new ReplicaTally();
  private final List<Standing> standings = new ArrayList<>();
  private final HeldDisk disk = new HeldDisk();
  private final BehaviorTestKit<ReplicaEvent> replica =
      BehaviorTestKit.create(
          ReplicaActor.create(
              0,
              new ReplicaParts(
                  SELF,
                  ReplicaSettings.of(ConfigFactory.load()),
                  register,
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
                  Rhythm.still(1),
                  Optional.of(disk),
                  (partition, standing) -> standings.add(standing))));

  @Test
  void untilTheDiskIsRead_nothingStandsAnywhere_andWhatIsSaidIsLeft() {
    run(new ReplicaEvent.Take(new Input.Claim()));
    run(ReplicaEvent.Signal.TICK);
    assertThat(standings).isEmpty();
    assertThat(tally.running()).isZero();

    disk.listener.restored(Optional.empty());
    runAll();

    assertThat(tally.running()).isEqualTo(1);
    assertThat(standings).singleElement().extracting(Standing::part).isEqualTo(Standing.Part.IDLE);
    run(new ReplicaEvent.Take(new Input.Claim()));
    disk.storeAll();
    runAll();
    assertThat(last().part()).as("who claims now is heard").isEqualTo(Standing.Part.PRIMARY);
  }

  @Test
  void copyThatWasThere_isReturnedWith() {
    disk.listener.restored(restored());
    runAll();
    assertThat(last().part()).isEqualTo(Standing.Part.RETURNED);
    assertThat(last().returned())
        .hasValueSatisfying(
            copy -> {
              assertThat(copy.lives()).containsExactlyInAnyOrder(FORMER, SELF);
              assertThat(copy.head()).isEqualTo(new Version(3, 4));
            });
    run(ReplicaEvent.Signal.TICK);
    assertThat(disk.records).containsExactly(new JournalRecord.Kept(SELF));
  }

  /** The leader is dead, which was said while the disk was read: nobody says it again. */
  @Test
  void deathHeardMeanwhile_isNotLost() {
    Configuration led = Configuration.first(3, OTHER);
    register.propose(0, Optional.empty(), led, answer -> {});
    run(new ReplicaEvent.Take(new Input.Died(THIRD)));
    run(new ReplicaEvent.Take(new Input.Died(OTHER)));
    disk.listener.restored(Optional.empty());
    assertThat(replica.selfInbox().getAllReceived())
        .singleElement()
        .isInstanceOf(ReplicaEvent.Restored.class)
        .satisfies(replica::run);
    assertThat(replica.selfInbox().getAllReceived())
        .containsExactly(
            new ReplicaEvent.Take(new Input.Died(THIRD)),
            new ReplicaEvent.Take(new Input.Died(OTHER)));
  }

  @Test
  void diskThatCannotBeRead_endsTheReplica_withItsSentence() {
    UnreadableDiskException fault = new UnreadableDiskException("the disk's own sentence", null);
    disk.listener.unreadable(fault);
    runAll();
    assertThat(replica.isAlive()).isFalse();
    assertThat(tally.running()).isZero();
    assertThat(new FailedReplica(0, fault).sentence()).isEqualTo("the disk's own sentence");
  }

  @Test
  void diskThatCannotBeReadLater_endsTheReplicaAsWell() {
    UnreadableDiskException fault = new UnreadableDiskException("the disk's own sentence", null);
    disk.listener.restored(Optional.empty());
    runAll();
    disk.listener.unreadable(fault);
    runAll();
    assertThat(replica.isAlive()).isFalse();
  }

  private Optional<RestoredCopy> restored() {
    CopyRestorer restorer = disk.restorers.get();
    RequestSnapshot none = new RequestSnapshot(List.of(), Map.of(), List.of());
    restorer.take(
        new JournalRecord.Round(
            Set.of(FORMER), JournalRecord.Round.Kind.ANEW, none, new Version(3, 4), 1));
    restorer.take(new JournalRecord.RoundEnd());
    return restorer.result();
  }

  private Standing last() {
    return standings.get(standings.size() - 1);
  }

  private void run(ReplicaEvent event) {
    replica.run(event);
    runAll();
  }

  private void runAll() {
    while (replica.selfInbox().hasMessages()) {
      replica.runOne();
    }
  }

  /** Tells nothing of its own accord. */
  private static final class HeldDisk implements NodeDisk {
    private final List<JournalRecord> records = new ArrayList<>();
    private Supplier<CopyRestorer> restorers;
    private PartitionDisk.Listener listener;
    private long last;

    void storeAll() {
      listener.stored(last);
    }

    @Override
    public LogLimits limits() {
      return LogLimits.DEFAULT;
    }

    @Override
    public Catalog catalog() {
      return Catalog.EMPTY;
    }

    @Override
    public CompletionStage<Void> keep(Catalog catalog) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public PartitionDisk open(
        int partition, Supplier<CopyRestorer> restorers, PartitionDisk.Listener listener) {
      this.restorers = restorers;
      this.listener = listener;
      return new PartitionDisk() {
        @Override
        public void store(long number, JournalRecord record, boolean awaited) {
          records.add(record);
          last = number;
        }

        @Override
        public void forgetBefore(long number) {}
      };
    }
  }
}
