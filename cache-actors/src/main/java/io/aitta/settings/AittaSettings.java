package io.aitta.settings;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.directory.DirectorySettings;
import io.aitta.downing.DowningSettings;
import io.aitta.join.JoinSettings;
import io.aitta.link.LinkSettings;
import io.aitta.register.RegisterSettings;
import io.aitta.replica.ReplicaSettings;
import io.aitta.routing.sending.GatewaySettings;
import io.aitta.sensor.SensorSettings;
import io.aitta.sharding.PartitionSettings;

/**
 * The settings under {@code aitta}, by room.
 *
 * @param name the node's name, for people; empty: its cluster address
 */
public record AittaSettings(
    String name,
    DirectorySettings directory,
    RegisterSettings register,
    SensorSettings sensor,
    DowningSettings downing,
    PartitionSettings placement,
    ReplicaSettings replicas,
    JoinSettings join,
    LinkSettings link,
    GatewaySettings gateway) {
  public AittaSettings {
    requireNonNull(name, "name is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(register, "register is null");
    requireNonNull(sensor, "sensor is null");
    requireNonNull(downing, "downing is null");
    requireNonNull(placement, "placement is null");
    requireNonNull(replicas, "replicas is null");
    requireNonNull(join, "join is null");
    requireNonNull(link, "link is null");
    requireNonNull(gateway, "gateway is null");
  }

  /**
   * Reads them from the whole configuration.
   *
   * @throws IllegalArgumentException with a sentence, when a value is out of its bounds
   * @throws com.typesafe.config.ConfigException when a value is missing or of another kind
   */
  public static AittaSettings of(Config config) {
    return new AittaSettings(
        config.getString("aitta.name"),
        DirectorySettings.of(config),
        RegisterSettings.of(config),
        SensorSettings.of(config),
        DowningSettings.of(config),
        PartitionSettings.of(config),
        ReplicaSettings.of(config),
        JoinSettings.of(config),
        LinkSettings.of(config),
        GatewaySettings.of(config));
  }
}
