package io.aitta.replica;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.durability.NodeDisk;
import io.aitta.link.Link;
import io.aitta.protocol.ReplicaPost;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.register.ConfigurationRegister;
import io.aitta.sharding.PartitionSettings;
import io.aitta.sharding.PartitionSharding;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's part in the copies of all partitions. Thread-safe. */
public final class Replicas implements LocalPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
  private static final String LEAVING = CoordinatedShutdown.PhaseBeforeServiceUnbind();

  private final MemberId self;
  private final LedPartitions led;
  private final NodeReplicas replicas;
  private final NodeDirectory directory;
  private final Rhythm rhythm;
  private final LostCopies lost;
  private final ReplicaPostOffice post;
  private final ActorRef<HostMessage> host;
  private final ReplicaTally tally = new ReplicaTally();
  private final LongAdder misdirected = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private Replicas(
      ActorSystem<?> system,
      PartitionSettings placement,
      ReplicaSettings settings,
      Surroundings around) {
    this.self = around.identity().member();
    this.directory = around.directory();
    this.led = new LedPartitions(placement.partitions());
    this.replicas = new NodeReplicas(placement.partitions());
    this.lost =
        new LostCopies(placement.partitions(), directory, around.register(), replicas::tell);
    this.rhythm = Rhythm.start(system, placement, settings);
    this.post =
        new ReplicaPostOffice(
            self,
            directory,
            around.link(),
            new CopyPace(settings.copyRate(), settings.mostCopyDelay(), System::nanoTime),
            (delay, task) -> Rhythm.later(system, placement, delay, task));
    this.host =
        system.systemActorOf(
            ReplicaHost.create(context -> parts(context, placement, settings, around)),
            "aitta-replicas",
            Props.empty());
    directory.announce(said -> said.inZone(settings.zone()));
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    warnOfShortPhase(shutdown, settings);
    shutdown.addTask(
        LEAVING, "aitta-hand-over", () -> leave().thenApply(nothing -> Done.getInstance()));
  }

  private static void warnOfShortPhase(CoordinatedShutdown shutdown, ReplicaSettings settings) {
    Duration phase = Duration.ofMillis(shutdown.timeout(LEAVING).toMillis());
    if (phase.compareTo(settings.leaveAtMost()) <= 0) {
      LOG.warn(
          "a node that stops is cut off after {} ms, and what only it has by then is lost, though"
              + " aitta.replication.leave-at-most = {} ms: set"
              + " pekko.coordinated-shutdown.phases.{}.timeout to more than that",
          phase.toMillis(),
          settings.leaveAtMost().toMillis(),
          LEAVING);
    }
  }

  /**
   * What the replicas of a node stand in.
   *
   * @param catalog the caches there are, as this node knows them at any time; called on any thread
   * @param disk where copies are kept beyond the process, if they are
   * @param end ends the node, for the reason in the sentence, after others have what it holds
   */
  public record Surroundings(
      NodeIdentity identity,
      NodeDirectory directory,
      Link link,
      ConfigurationRegister register,
      Supplier<Catalog> catalog,
      NodeBudgets budgets,
      Optional<NodeDisk> disk,
      Consumer<String> end) {}

  /**
   * Starts them; they last as long as the actor system. Before it stops, others take over all that
   * this node holds.
   */
  public static Replicas start(
      ActorSystem<?> system,
      PartitionSettings placement,
      ReplicaSettings settings,
      Surroundings around) {
    return new Replicas(system, placement, settings, around);
  }

  @Override
  public void deliver(Request request, Consumer<Response> replyTo) {
    led.deliver(request, replyTo);
  }

  @Override
  public Map<Integer, Long> leads() {
    return led.leads();
  }

  @Override
  public void catalogChanged() {
    led.catalogChanged();
  }

  /** Takes what a replica elsewhere says; what is meant for another process is dropped. */
  public void onPost(ReplicaPost said) {
    for (ReplicaPost.Line line : said.lines()) {
      boolean taken =
          said.to().equals(self)
              && replicas.tell(line.partition(), new Input.Received(said.from(), line.message()));
      if (!taken) {
        misdirected.increment();
      }
    }
  }

  /**
   * A process is proven to be gone. Replicas hear of it at once, ahead of what the host is doing;
   * by the host once more, since it may only be starting some.
   */
  public void onDied(MemberId member) {
    replicas.tellAll(new Input.Died(member));
    host.tell(new HostMessage.Died(member));
  }

  /** Has others take over all that this node holds; ends within the settings' time at any rate. */
  private CompletionStage<Void> leave() {
    CompletableFuture<Void> left = new CompletableFuture<>();
    directory.announce(said -> said.asLeaving());
    host.tell(new HostMessage.Leave(() -> left.complete(null)));
    return left;
  }

  /** How many partitions' replicas run: the disk, if there is one, was read for them. */
  public int running() {
    return tally.running();
  }

  /** What the replicas here have counted since the node began. */
  public Map<Counter, Long> counts() {
    return tally.snapshot();
  }

  /** What operators do about copies on nodes that never come back. */
  public LostCopies lostCopies() {
    return lost;
  }

  /** How often a partition came to be led here, by the reason. */
  public Map<OwnerChange, Long> ownerChanges() {
    return tally.ownerChanges();
  }

  /** How many messages between replicas found no way, or came to a process they did not mean. */
  public long dropped() {
    return post.dropped() + misdirected.sum();
  }

  /** How many replicas have failed: one, as a rule, since the node ends then. */
  public long failed() {
    return failed.sum();
  }

  /** What waited for it is refused, so that it is asked of who leads next. */
  private void onFailure(FailedReplica replica, Consumer<String> end) {
    led.close(replica.partition());
    rhythm.forget(replica.partition());
    failed.increment();
    LOG.error(
        "partition {}: its copy on this node has failed; the node hands over what else it has and"
            + " ends, please report this",
        replica.partition(),
        FailedReplica.placeOf(replica.cause()));
    end.accept(replica.sentence());
  }

  private HostParts parts(
      ActorContext<HostMessage> context,
      PartitionSettings placement,
      ReplicaSettings settings,
      Surroundings around) {
    ActorRef<HostMessage> itself = context.getSelf();
    PartitionGauges gauges = new PartitionGauges(placement.partitions());
    KnownWeights weights = new KnownWeights(placement.partitions());
    ReplicaParts parts =
        new ReplicaParts(
            self,
            settings,
            around.register(),
            post,
            led,
            around.catalog(),
            around.budgets(),
            tally,
            gauges,
            rhythm,
            around.disk(),
            (partition, standing) -> itself.tell(new HostMessage.Stands(partition, standing)));
    spawn(context, placement, parts);
    Standings standings = standings(placement, settings, around, weights);
    PartitionSharding sharding =
        PartitionSharding.start(
            context.getSystem(),
            placement,
            directory,
            partition -> itself.tell(new HostMessage.Claim(partition)));
    return new HostParts(
        replicas,
        standings,
        new Returns(
            directory,
            placement.partitions(),
            copies -> directory.announce(said -> said.restoring(copies))),
        new Weighing(gauges, weights, now -> directory.announce(said -> said.weighing(now))),
        sharding.keepAlive(directory),
        new Departure(settings.leaveTimeout(), settings.leaveAtMost(), standings::ties),
        replica -> onFailure(replica, around.end()),
        dead -> directory.announce(said -> said.knowingDead(dead)),
        placement.keepAliveInterval(),
        settings.planInterval());
  }

  private Standings standings(
      PartitionSettings placement,
      ReplicaSettings settings,
      Surroundings around,
      KnownWeights weights) {
    CopyPlan plan =
        new CopyPlan(
            self,
            directory,
            weights,
            settings,
            recruits -> directory.announce(said -> said.recruiting(recruits)));
    return new Standings(
        self, directory, plan, leads -> announce(leads, placement.partitions(), around.budgets()));
  }

  private void spawn(
      ActorContext<HostMessage> context, PartitionSettings placement, ReplicaParts parts) {
    for (int number = 0; number < placement.partitions(); number++) {
      replicas.add(
          number,
          context.spawn(
              ReplicaActor.create(number, parts),
              "replica-" + number,
              DispatcherSelector.fromConfig(placement.dispatcher())));
    }
  }

  private void announce(Map<Integer, Configuration> leads, int partitions, NodeBudgets budgets) {
    Map<Integer, Long> epochs = new HashMap<>();
    leads.forEach((partition, configuration) -> epochs.put(partition, configuration.epoch()));
    budgets.leads(leads.size(), partitions);
    directory.announce(said -> said.leading(leads));
    directory.announceLeads(epochs);
  }
}
