package io.aitta.replica;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.sharding.KeepAlive;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps the node's replicas: passes on what concerns them, says which of them lead, and has their
 * copies be where they should.
 */
final class ReplicaHost extends AbstractBehavior<HostMessage> {
  /** How many times sooner than otherwise it is looked again after a copy has arrived. */
  private static final int SOONER = 10;

  private final TimerScheduler<HostMessage> timers;
  private final Duration pause;
  private final NodeReplicas replicas;
  private final Standings standings;
  private final Returns returns;
  private final Weighing weighing;
  private final KeepAlive keepAlive;
  private final Departure departure;
  private final Consumer<FailedReplica> onFailure;
  private final Consumer<List<MemberId>> announceDead;
  private boolean moreToPlan;

  private ReplicaHost(
      ActorContext<HostMessage> context, TimerScheduler<HostMessage> timers, HostParts parts) {
    super(context);
    this.timers = timers;
    this.pause = parts.planInterval().dividedBy(SOONER);
    this.replicas = parts.replicas();
    this.standings = parts.standings();
    this.returns = parts.returns();
    this.weighing = parts.weighing();
    this.keepAlive = parts.keepAlive();
    this.departure = parts.departure();
    this.onFailure = parts.onFailure();
    this.announceDead = parts.announceDead();
    replicas.all().forEach(context::watch);
  }

  static Behavior<HostMessage> create(HostParts.Maker maker) {
    Behavior<HostMessage> behavior =
        Behaviors.withTimers(
            timers ->
                Behaviors.setup(
                    context -> {
                      HostParts parts = maker.make(context);
                      timers.startTimerWithFixedDelay(
                          new HostMessage.LookAround(), parts.lookInterval());
                      timers.startTimerWithFixedDelay(new HostMessage.Plan(), parts.planInterval());
                      return new ReplicaHost(context, timers, parts);
                    }));
    // A fault may not take the replicas with it.
    return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
  }

  @Override
  public Receive<HostMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(HostMessage.Claim.class, this::onClaim)
        .onMessage(HostMessage.Stands.class, this::onStands)
        .onMessage(HostMessage.Died.class, this::onDied)
        .onMessage(HostMessage.Leave.class, this::onLeave)
        .onMessage(HostMessage.LookAround.class, message -> lookAround())
        .onMessage(HostMessage.Plan.class, message -> plan())
        .onMessage(HostMessage.PlanMore.class, message -> moreToPlan ? plan() : this)
        .onSignal(ChildFailed.class, this::onReplicaFailed)
        .build();
  }

  private Behavior<HostMessage> onClaim(HostMessage.Claim claim) {
    keepAlive.entitySpoke(claim.partition());
    claim(claim.partition());
    return this;
  }

  /** Whoever leads already is not disturbed. */
  private void claim(int partition) {
    if (!standings.isLedAnywhere(partition) && !departure.hasBegun()) {
      replicas.tell(partition, new Input.Claim());
    }
  }

  /** The news that a replica failed may overtake what it said before. */
  private Behavior<HostMessage> onStands(HostMessage.Stands stands) {
    if (replicas.has(stands.partition())) {
      returns.stands(stands.partition(), stands.standing());
      if (standings.stands(stands.partition(), stands.standing()) && !moreToPlan) {
        moreToPlan = true;
        timers.startSingleTimer(new HostMessage.PlanMore(), pause);
      }
    }
    return this;
  }

  private Behavior<HostMessage> onReplicaFailed(ChildFailed failed) {
    replicas
        .remove(failed.getRef())
        .ifPresent(
            partition -> {
              standings.gone(partition);
              onFailure.accept(new FailedReplica(partition, failed.cause()));
            });
    return this;
  }

  private Behavior<HostMessage> onDied(HostMessage.Died died) {
    passOn(List.of(died.member()));
    return this;
  }

  /** To the replicas here, and to nodes that come when all who had the proof may be gone. */
  private void passOn(List<MemberId> dead) {
    if (!dead.isEmpty()) {
      dead.forEach(member -> replicas.tellAll(new Input.Died(member)));
      announceDead.accept(dead);
    }
  }

  private Behavior<HostMessage> onLeave(HostMessage.Leave leave) {
    departure.begin(leave.then(), System.nanoTime());
    return plan();
  }

  private Behavior<HostMessage> lookAround() {
    keepAlive.lookAround(System.nanoTime()).forEach(this::claim);
    return this;
  }

  private Behavior<HostMessage> plan() {
    moreToPlan = false;
    long now = System.nanoTime();
    passOn(standings.newlyDead());
    returns.news().forEach(replicas::tell);
    standings.plan(departure.hasBegun(), now).forEach(replicas::tell);
    weighing.weigh(standings.led(), now);
    departure.look(now);
    return this;
  }
}
