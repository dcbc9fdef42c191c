package io.aitta.replica;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.link.Link;
import io.aitta.protocol.ReplicaPost;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.register.ConfigurationRegister;
import io.aitta.sharding.PartitionSettings;
import io.aitta.sharding.PartitionSharding;
import java.util.HashMap;
import java.util.Map;
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

/** The node's part in the copies of all partitions. Thread-safe. */
public final class Replicas implements LocalPartitions {
  private final MemberId self;
  private final LedPartitions led;
  private final NodeReplicas replicas;
  private final NodeDirectory directory;
  private final ReplicaPostOffice post;
  private final ActorRef<HostMessage> host;
  private final ReplicaTally tally = new ReplicaTally();
  private final LongAdder misdirected = new LongAdder();

  private Replicas(
      ActorSystem<?> system,
      PartitionSettings placement,
      ReplicaSettings settings,
      Surroundings around) {
    this.self = around.identity().member();
    this.directory = around.directory();
    this.led = new LedPartitions(placement.partitions());
    this.replicas = new NodeReplicas(placement.partitions());
    this.post = new ReplicaPostOffice(self, directory, around.link());
    this.host =
        system.systemActorOf(
            ReplicaHost.create(context -> parts(context, placement, settings, around)),
            "aitta-replicas",
            Props.empty());
    directory.announce(said -> said.inZone(settings.zone()));
    directory.onLeaderChange(partition -> host.tell(new HostMessage.LeaderChanged(partition)));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "aitta-hand-over",
            () -> leave().thenApply(nothing -> Done.getInstance()));
  }

  /**
   * What the replicas of a node stand in.
   *
   * @param catalog the caches there are, as this node knows them at any time; called on any thread
   */
  public record Surroundings(
      NodeIdentity identity,
      NodeDirectory directory,
      Link link,
      ConfigurationRegister register,
      Supplier<Catalog> catalog,
      NodeBudgets budgets) {}

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
    boolean taken =
        said.to().equals(self)
            && replicas.tell(said.partition(), new Input.Received(said.from(), said.message()));
    if (!taken) {
      misdirected.increment();
    }
  }

  /** A process is proven to be gone. */
  public void onDied(MemberId member) {
    host.tell(new HostMessage.Died(member));
  }

  /** Has others take over all that this node holds; ends within the settings' time at any rate. */
  private CompletionStage<Void> leave() {
    CompletableFuture<Void> left = new CompletableFuture<>();
    directory.announce(said -> said.asLeaving());
    host.tell(new HostMessage.Leave(() -> left.complete(null)));
    return left;
  }

  /** What the replicas here have counted since the node began. */
  public Map<Counter, Long> counts() {
    return tally.snapshot();
  }

  /** How many messages between replicas found no way, or came to a process they did not mean. */
  public long dropped() {
    return post.dropped() + misdirected.sum();
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
            (partition, standing) -> itself.tell(new HostMessage.Stands(partition, standing)));
    spawn(context, placement, parts);
    Standings standings =
        new Standings(
            self,
            directory,
            new CopyPlan(self, directory, weights, settings),
            leads -> announce(leads, placement.partitions(), around.budgets()));
    PartitionSharding sharding =
        PartitionSharding.start(
            context.getSystem(),
            placement,
            directory,
            partition -> itself.tell(new HostMessage.Claim(partition)));
    return new HostParts(
        replicas,
        standings,
        new Weighing(gauges, weights, now -> directory.announce(said -> said.weighing(now))),
        sharding.keepAlive(directory),
        new Departure(settings.leaveTimeout(), standings::isFreeToGo),
        placement.keepAliveInterval(),
        settings.planInterval());
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
