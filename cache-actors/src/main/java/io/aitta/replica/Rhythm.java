package io.aitta.replica;

import io.aitta.sharding.PartitionSettings;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Scheduler;
import scala.concurrent.ExecutionContextExecutor;

/**
 * By what the replicas of a node know that it is time for something. Thread-safe.
 *
 * @param ticks tells a replica that takes part that time has passed
 * @param sweeps tells one that serves that it is time for a step of the sweep
 */
record Rhythm(Pulse ticks, Pulse sweeps) {
  /** One that beats only when told. */
  static Rhythm still(int partitions) {
    return new Rhythm(
        new Pulse(ReplicaEvent.Signal.TICK, partitions),
        new Pulse(ReplicaEvent.Signal.SWEEP, partitions));
  }

  /** Begins to beat; it lasts as long as the actor system. */
  static Rhythm start(
      ActorSystem<?> system, PartitionSettings placement, ReplicaSettings settings) {
    Rhythm rhythm = still(placement.partitions());
    beat(system, placement, settings.tick(), rhythm.ticks::beat);
    beat(system, placement, settings.sweepInterval(), rhythm.sweeps::beat);
    return rhythm;
  }

  /** Runs a task after that time. */
  static void later(
      ActorSystem<?> system, PartitionSettings placement, Duration delay, Runnable task) {
    system.scheduler().scheduleOnce(delay, task, executor(system, placement));
  }

  /** The partition's replica is no more. */
  void forget(int partition) {
    ticks.leave(partition);
    sweeps.leave(partition);
  }

  private static void beat(
      ActorSystem<?> system, PartitionSettings placement, Duration interval, Runnable beat) {
    Scheduler scheduler = system.scheduler();
    scheduler.scheduleWithFixedDelay(interval, interval, beat, executor(system, placement));
  }

  private static ExecutionContextExecutor executor(
      ActorSystem<?> system, PartitionSettings placement) {
    return system.dispatchers().lookup(DispatcherSelector.fromConfig(placement.dispatcher()));
  }
}
