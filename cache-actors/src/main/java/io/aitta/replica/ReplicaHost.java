package io.aitta.replica;

import io.aitta.directory.Directory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Keeps the node's copies, grants them to the entities that claim them, and tells who leads. */
final class ReplicaHost extends AbstractBehavior<HostMessage> {
  private final HostParts parts;
  private final Copies copies;
  private final LedPartitions led;
  private final IntConsumer keepLed;
  private final Runnable keepAllLed;

  private ReplicaHost(
      ActorContext<HostMessage> context,
      HostParts parts,
      IntConsumer keepLed,
      Runnable keepAllLed) {
    super(context);
    this.parts = parts;
    this.copies = parts.copies();
    this.led = parts.led();
    this.keepLed = keepLed;
    this.keepAllLed = keepAllLed;
  }

  /** The host of a node. */
  static Behavior<HostMessage> create(
      ReplicaSettings settings, Directory directory, HostParts parts) {
    Behavior<HostMessage> behavior =
        Behaviors.setup(
            context -> {
              ActorRef<HostMessage> self = context.getSelf();
              directory.onLeaderChange(
                  partition -> self.tell(new HostMessage.LeaderChanged(partition)));
              KeepAlive keepAlive =
                  PartitionSharding.start(context.getSystem(), settings, self).keepAlive(directory);
              return hosting(
                  parts,
                  partition -> keepAlive.leaderChanged(partition, System.nanoTime()),
                  () -> keepAlive.lookAround(System.nanoTime()),
                  settings.keepAliveInterval());
            });
    // A fault may not take the copies with it.
    return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
  }

  /**
   * The host beside a sharding that was started already.
   *
   * @param keepLed starts a partition that has lost its leader
   * @param keepAllLed starts the partitions that nobody has led for an interval
   */
  static Behavior<HostMessage> hosting(
      HostParts parts, IntConsumer keepLed, Runnable keepAllLed, Duration interval) {
    return Behaviors.withTimers(
        timers ->
            Behaviors.setup(
                context -> {
                  timers.startTimerWithFixedDelay(new HostMessage.LookAround(), interval);
                  return new ReplicaHost(context, parts, keepLed, keepAllLed).announced();
                }));
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

  /** An entity that heard nothing claims again, and gets what it has. */
  private Behavior<HostMessage> onClaim(HostMessage.Claim claim) {
    int partition = claim.partition();
    ActorRef<PartitionMessage> entity = claim.entity();
    Optional<Copy> former = copies.of(partition);
    Copy copy =
        former.filter(its -> its.isLedBy(entity)).orElseGet(() -> claimed(partition, entity));
    getContext().watchWith(entity, new HostMessage.EntityStopped(partition, entity));
    entity.tell(new PartitionMessage.Granted(copy.partition(), copy.inbox()));
    led.open(partition, copy.inbox());
    return announced();
  }

  private Copy claimed(int partition, ActorRef<PartitionMessage> entity) {
    copies.of(partition).ifPresent(former -> led.close(partition, former.inbox()));
    long lastHeard = parts.floor().applyAsLong(partition);
    return copies.claim(partition, entity, lastHeard, System.currentTimeMillis());
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
    stopSuperseded(change.partition());
    keepLed.accept(change.partition());
    return this;
  }

  /** A greater epoch may be heard of without a change of who leads. */
  private Behavior<HostMessage> lookAround() {
    copies.numbers().forEach(this::stopSuperseded);
    keepAllLed.run();
    return this;
  }

  private void stopSuperseded(int partition) {
    copies
        .superseded(partition, parts.heard().applyAsLong(partition))
        .flatMap(Copy::entity)
        .ifPresent(entity -> entity.tell(PartitionMessage.Signal.SUPERSEDED));
  }

  private ReplicaHost announced() {
    parts.announce().accept(led.leads());
    return this;
  }
}
