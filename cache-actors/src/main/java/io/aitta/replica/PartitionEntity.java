package io.aitta.replica;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The sharded entity of a partition: claims the node's copy when it starts, leads until it is told
 * to hand the partition off or another node leads it, and then stops. A new entity claims anew.
 */
final class PartitionEntity extends AbstractBehavior<PartitionMessage> {
  /** The host may have failed over a claim, and a lost one would never be made up for. */
  private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

  private final ActorRef<HostMessage> host;
  private final PartitionWorker worker;
  private boolean sweeping;

  private PartitionEntity(
      ActorContext<PartitionMessage> context, ActorRef<HostMessage> host, PartitionWorker worker) {
    super(context);
    this.host = host;
    this.worker = worker;
  }

  static Behavior<PartitionMessage> create(
      int partition, ActorRef<HostMessage> host, Duration sweepInterval) {
    return Behaviors.setup(
        context -> {
          HostMessage claim = new HostMessage.Claim(partition, context.getSelf());
          return Behaviors.withTimers(
              timers -> {
                timers.startTimerWithFixedDelay(PartitionMessage.Signal.CLAIM_AGAIN, CLAIM_AGAIN);
                host.tell(claim);
                return claiming(host, claim, timers, sweepInterval);
              });
        });
  }

  private static Behavior<PartitionMessage> claiming(
      ActorRef<HostMessage> host,
      HostMessage claim,
      TimerScheduler<PartitionMessage> timers,
      Duration sweepInterval) {
    return Behaviors.receive(PartitionMessage.class)
        .onMessage(
            PartitionMessage.Granted.class,
            granted -> {
              timers.cancel(PartitionMessage.Signal.CLAIM_AGAIN);
              timers.startTimerWithFixedDelay(PartitionMessage.Signal.SWEEP, sweepInterval);
              return leading(host, granted);
            })
        .onMessageEquals(
            PartitionMessage.Signal.CLAIM_AGAIN,
            () -> {
              host.tell(claim);
              return Behaviors.same();
            })
        .onMessageEquals(PartitionMessage.Signal.HAND_OFF, Behaviors::stopped)
        .build();
  }

  private static Behavior<PartitionMessage> leading(
      ActorRef<HostMessage> host, PartitionMessage.Granted granted) {
    PartitionWorker worker =
        new PartitionWorker(
            granted.partition(), granted.inbox(), System::currentTimeMillis, System::nanoTime);
    return Behaviors.setup(context -> new PartitionEntity(context, host, worker));
  }

  @Override
  public Receive<PartitionMessage> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(PartitionMessage.Signal.WORK, this::onWork)
        .onMessageEquals(PartitionMessage.Signal.SWEEP, () -> sweeping ? this : sweep())
        .onMessageEquals(PartitionMessage.Signal.SWEEP_ON, this::sweep)
        .onMessageEquals(PartitionMessage.Signal.HAND_OFF, this::release)
        .onMessageEquals(PartitionMessage.Signal.SUPERSEDED, this::release)
        .onMessage(PartitionMessage.Granted.class, known -> this)
        .onMessageEquals(PartitionMessage.Signal.CLAIM_AGAIN, () -> this)
        .build();
  }

  private Behavior<PartitionMessage> onWork() {
    worker.turn();
    return this;
  }

  private Behavior<PartitionMessage> sweep() {
    sweeping = worker.sweep();
    if (sweeping) {
      getContext().getSelf().tell(PartitionMessage.Signal.SWEEP_ON);
    }
    return this;
  }

  private Behavior<PartitionMessage> release() {
    worker.close();
    host.tell(new HostMessage.Released(worker.number(), worker.epoch()));
    return Behaviors.stopped();
  }
}
