package io.aitta.sharding;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The sharded entity of a partition: claims the partition for its node, at its start and again and
 * again. Whether somebody leads already is not its concern: then a claim has no effect.
 */
final class PartitionEntity {
  private PartitionEntity() {}

  /**
   * An entity.
   *
   * @param claim claims a partition for this node; never blocks
   */
  static Behavior<PartitionMessage> create(int partition, IntConsumer claim, Duration interval) {
    return Behaviors.withTimers(
        timers -> {
          timers.startTimerWithFixedDelay(PartitionMessage.CLAIM, Duration.ZERO, interval);
          return Behaviors.receive(PartitionMessage.class)
              .onMessageEquals(
                  PartitionMessage.CLAIM,
                  () -> {
                    claim.accept(partition);
                    return Behaviors.same();
                  })
              .onMessageEquals(PartitionMessage.HAND_OFF, Behaviors::stopped)
              .build();
        });
  }
}
