package io.aitta.sharding;

import io.aitta.directory.Directory;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.sharding.typed.javadsl.StartEntity;
import org.apache.pekko.cluster.typed.Cluster;

/** The entity type of the partitions. Sharding starts and places them; it carries no request. */
public final class PartitionSharding {
  private static final EntityTypeKey<PartitionMessage> TYPE =
      EntityTypeKey.create(PartitionMessage.class, "aitta-partition");

  private final ActorSystem<?> system;
  private final PartitionSettings settings;
  private final ActorRef<ShardingEnvelope<PartitionMessage>> region;

  private PartitionSharding(
      ActorSystem<?> system,
      PartitionSettings settings,
      ActorRef<ShardingEnvelope<PartitionMessage>> region) {
    this.system = system;
    this.settings = settings;
    this.region = region;
  }

  /**
   * Starts the entity type on this node.
   *
   * @param claim claims a partition for this node; called on any thread, may not block
   */
  public static PartitionSharding start(
      ActorSystem<?> system, PartitionSettings settings, Directory directory, IntConsumer claim) {
    return new PartitionSharding(
        system,
        settings,
        ClusterSharding.get(system).init(entity(system, settings, directory, claim)));
  }

  /** Looks for partitions that nobody leads and for missing entities, asked now and then. */
  public KeepAlive keepAlive(Directory directory) {
    return new KeepAlive(
        settings.partitions(),
        Cluster.get(system).selfMember().address(),
        directory,
        new StartGate(settings.startWithMembers(), settings.startWait()),
        this::isStopping,
        this::startPartition);
  }

  private boolean isStopping() {
    return CoordinatedShutdown.get(system).getShutdownReason().isPresent();
  }

  private void startPartition(int number) {
    region.tell(StartEntity.create(PartitionMessage.class, String.valueOf(number)));
  }

  private static Entity<PartitionMessage, ShardingEnvelope<PartitionMessage>> entity(
      ActorSystem<?> system, PartitionSettings settings, Directory directory, IntConsumer claim) {
    var entity =
        Entity.of(
                TYPE,
                context ->
                    PartitionEntity.create(
                        Integer.parseInt(context.getEntityId()),
                        claim,
                        settings.keepAliveInterval()))
            .withEntityProps(DispatcherSelector.fromConfig(settings.dispatcher()))
            .withSettings(ClusterShardingSettings.fromConfig(settings.sharding()))
            .withMessageExtractor(new PartitionExtractor())
            .withAllocationStrategy(
                new PartitionAllocation(Adapter.toClassic(system), settings, directory))
            .withStopMessage(PartitionMessage.HAND_OFF);
    return settings.role().isEmpty() ? entity : entity.withRole(settings.role());
  }
}
