package io.aitta.replica;

import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.NodeDirectory;
import java.util.function.IntToLongFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Keeps the node's copies, grants them to the entities that claim them, and tells who leads. */
final class ReplicaHost extends AbstractBehavior<HostMessage> {
  private final ReplicaSettings settings;
  private final NodeDirectory directory;
  private final NodeBudgets budgets;
  private final Copies copies;
  private final LedPartitions led;
  private final IntToLongFunction lastEpochs;
  private final KeepAlive keepAlive;

  private ReplicaHost(
      ActorContext<HostMessage> context,
      ReplicaSettings settings,
      NodeDirectory directory,
      NodeBudgets budgets,
      Copies copies,
      LedPartitions led,
      IntToLongFunction lastEpochs,
      KeepAlive keepAlive) {
    super(context);
    this.settings = settings;
    this.directory = directory;
    this.budgets = budgets;
    this.copies = copies;
    this.led = led;
    this.lastEpochs = lastEpochs;
    this.keepAlive = keepAlive;
  }

  /**
   * The host of a node.
   *
   * @param lastEpochs the greatest epoch of a partition that was ever heard of; a claim's is
   *     greater
   */
  static Behavior<HostMessage> create(
      ReplicaSettings settings,
      NodeDirectory directory,
      NodeBudgets budgets,
      Copies copies,
      LedPartitions led,
      IntToLongFunction lastEpochs) {
    Behavior<HostMessage> behavior =
        Behaviors.withTimers(
            timers -> {
              timers.startTimerWithFixedDelay(
                  new HostMessage.LookAround(), settings.keepAliveInterval());
              return Behaviors.setup(
                  context ->
                      hosting(context, settings, directory, budgets, copies, led, lastEpochs));
            });
    // A fault may not take the copies with it.
    return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
  }

  private static Behavior<HostMessage> hosting(
      ActorContext<HostMessage> context,
      ReplicaSettings settings,
      NodeDirectory directory,
      NodeBudgets budgets,
      Copies copies,
      LedPartitions led,
      IntToLongFunction lastEpochs) {
    ActorRef<HostMessage> self = context.getSelf();
    directory.onLeaderChange(partition -> self.tell(new HostMessage.LeaderChanged(partition)));
    KeepAlive keepAlive =
        PartitionSharding.start(context.getSystem(), settings, self).keepAlive(directory);
    return new ReplicaHost(
            context, settings, directory, budgets, copies, led, lastEpochs, keepAlive)
        .announced();
  }

  @Override
  public Receive<HostMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(HostMessage.Claim.class, this::onClaim)
        .onMessage(HostMessage.Released.class, this::onReleased)
        .onMessage(HostMessage.EntityStopped.class, this::onEntityStopped)
        .onMessage(HostMessage.LeaderChanged.class, this::onLeaderChanged)
        .onMessage(HostMessage.LookAround.class, message -> lookAround())
        .build();
  }

  private Behavior<HostMessage> onClaim(HostMessage.Claim claim) {
    int partition = claim.partition();
    copies.of(partition).ifPresent(former -> led.close(partition, former.inbox()));
    Copy copy =
        copies.claim(
            partition,
            claim.entity(),
            lastEpochs.applyAsLong(partition),
            System.currentTimeMillis());
    getContext()
        .watchWith(claim.entity(), new HostMessage.EntityStopped(partition, claim.entity()));
    claim.entity().tell(new PartitionMessage.Granted(copy.partition(), copy.inbox()));
    led.open(partition, copy.inbox());
    return announced();
  }

  private Behavior<HostMessage> onReleased(HostMessage.Released released) {
    copies
        .of(released.partition())
        .filter(copy -> copy.inbox().epoch() == released.epoch())
        .ifPresent(copy -> led.close(released.partition(), copy.inbox()));
    copies.released(released.partition(), released.epoch());
    return announced();
  }

  private Behavior<HostMessage> onEntityStopped(HostMessage.EntityStopped stopped) {
    copies
        .stopped(stopped.partition(), stopped.entity())
        .ifPresent(copy -> led.close(stopped.partition(), copy.inbox()));
    return announced();
  }

  private Behavior<HostMessage> onLeaderChanged(HostMessage.LeaderChanged change) {
    int partition = change.partition();
    copies
        .superseded(partition, directory.lastEpoch(partition))
        .flatMap(Copy::entity)
        .ifPresent(entity -> entity.tell(PartitionMessage.Signal.SUPERSEDED));
    keepAlive.leaderChanged(partition, System.nanoTime());
    return this;
  }

  private Behavior<HostMessage> lookAround() {
    keepAlive.lookAround(System.nanoTime());
    return this;
  }

  private ReplicaHost announced() {
    var leads = led.leads();
    budgets.leads(leads.size(), settings.partitions());
    directory.announceLeads(leads);
    return this;
  }
}
