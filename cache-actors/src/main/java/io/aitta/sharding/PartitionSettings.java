package io.aitta.sharding;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.core.placement.Partitioning;
import java.time.Duration;

/**
 * How partitions are placed.
 *
 * @param partitions how many there are
 * @param role members without this role lead none; empty: all do
 * @param dispatcher the path of the dispatcher on which partitions work
 * @param maxMoves how many partitions move at a time
 * @param keepAliveInterval how often partitions without a leader are started
 * @param startWithMembers how many members must be up before partitions are placed
 * @param startWait how long to wait for them at most
 * @param sharding the settings of this entity type, in the form of {@code pekko.cluster.sharding}
 */
public record PartitionSettings(
    int partitions,
    String role,
    String dispatcher,
    int maxMoves,
    Duration keepAliveInterval,
    int startWithMembers,
    Duration startWait,
    Config sharding) {
  /**
   * @throws IllegalArgumentException with a sentence, when one is out of its bounds
   */
  public PartitionSettings {
    requireNonNull(role, "role is null");
    requireNonNull(dispatcher, "dispatcher is null");
    requireNonNull(sharding, "sharding is null");
    if (partitions < 1 || partitions > Partitioning.MAX) {
      throw outOfBounds("aitta.partitions", partitions, "1 to " + Partitioning.MAX);
    }
    atLeastOne("aitta.sharding.max-moves", maxMoves);
    atLeastOne("aitta.cluster.start-with-members", startWithMembers);
    atLeastAMillisecond("aitta.sharding.keep-alive-interval", keepAliveInterval);
    if (startWait.isNegative()) {
      throw outOfBounds("aitta.cluster.start-wait", startWait, "0s or more");
    }
  }

  /** Reads them from the whole configuration. */
  public static PartitionSettings of(Config config) {
    return new PartitionSettings(
        config.getInt("aitta.partitions"),
        config.getString("aitta.role"),
        config.getString("aitta.partition.dispatcher"),
        config.getInt("aitta.sharding.max-moves"),
        config.getDuration("aitta.sharding.keep-alive-interval"),
        config.getInt("aitta.cluster.start-with-members"),
        config.getDuration("aitta.cluster.start-wait"),
        config
            .getConfig("aitta.sharding")
            .withFallback(config.getConfig("pekko.cluster.sharding")));
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw outOfBounds(key, value, "at least 1");
    }
  }

  private static void atLeastAMillisecond(String key, Duration value) {
    if (value.toMillis() < 1) {
      throw outOfBounds(key, value, "1ms at least");
    }
  }

  private static IllegalArgumentException outOfBounds(String key, Object value, String bounds) {
    return new IllegalArgumentException(
        key + " = " + value + " is out of bounds: set it to " + bounds);
  }
}
