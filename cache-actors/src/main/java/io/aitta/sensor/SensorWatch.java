package io.aitta.sensor;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.NodeDirectory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * The death sensor of a node of a cluster: watches all other members, tells who is dead, and has
 * the cluster let them go at once. Thread-safe; nothing here blocks but {@link #start}.
 */
public final class SensorWatch {
  private static final String BIND = "pekko.remote.artery.bind.hostname";

  private final WatchList list;
  private final Optional<DeathSensor> sensor;

  private SensorWatch(WatchList list, Optional<DeathSensor> sensor) {
    this.list = list;
    this.sensor = sensor;
  }

  /**
   * Starts the sensor, unless the settings have none, and says to all members where it listens. It
   * ends when the actor system has terminated, and not before: then this process counts as dead, so
   * by then nothing may act in its name any more, the file of a voter included.
   *
   * @param self this process
   * @param onDeath told once of each other process that is proven dead, member or not any more, on
   *     the sensor's thread; it may not block
   * @throws IllegalStateException with a sentence, when the sensor cannot listen
   */
  public static SensorWatch start(
      ActorSystem<?> system,
      SensorSettings settings,
      MemberId self,
      NodeDirectory directory,
      Consumer<MemberId> onDeath) {
    requireNonNull(onDeath, "onDeath is null");
    WatchList list = new WatchList();
    return settings.enabled()
        ? new SensorWatch(
            list, Optional.of(start(system, settings, self, directory, onDeath, list)))
        : new SensorWatch(list, Optional.empty());
  }

  private static DeathSensor start(
      ActorSystem<?> system,
      SensorSettings settings,
      MemberId self,
      NodeDirectory directory,
      Consumer<MemberId> onDeath,
      WatchList list) {
    DeadAddresses addresses = DeadAddresses.of(Adapter.toClassic(system).eventStream());
    DeathNotice notice = new DeathNotice(Cluster.get(system), addresses, list, onDeath);
    DeathSensor sensor = DeathSensor.start(settings, bindHost(system), self.incarnation(), notice);
    system.getWhenTerminated().whenComplete((done, failure) -> sensor.close());
    system.systemActorOf(
        Lookout.create(new Lookout.Tools(directory, sensor, list, notice), settings.lookInterval()),
        "aitta-sensor",
        Props.empty());
    directory.announce(said -> said.sensedAt(sensor.port()));
    return sensor;
  }

  /** The processes that were proven dead, the latest 256 of them. */
  public Set<MemberId> dead() {
    return list.dead();
  }

  /** What the sensor has met with; nothing without one. */
  public SensorCounters.Snapshot counters() {
    return sensor.map(DeathSensor::counters).orElseGet(() -> new SensorCounters().snapshot());
  }

  /** Where Artery listens. */
  private static InetAddress bindHost(ActorSystem<?> system) {
    String self = Cluster.get(system).selfMember().address().getHost().orElseThrow();
    String host = bindHost(system.settings().config(), self);
    try {
      return switch (host) {
        case "<getHostAddress>", "<getHostName>" -> InetAddress.getLocalHost();
        default -> InetAddress.getByName(host);
      };
    } catch (UnknownHostException unknown) {
      throw new IllegalStateException(
          "the death sensor cannot listen on " + host + ": it has no address", unknown);
    }
  }

  private static String bindHost(Config config, String canonical) {
    String bind = config.hasPath(BIND) ? config.getString(BIND) : "";
    return bind.isEmpty() ? canonical : bind;
  }
}
