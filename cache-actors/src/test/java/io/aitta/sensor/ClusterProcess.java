package io.aitta.sensor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.ConfigFactory;
import io.aitta.directory.DirectorySettings;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * The main class of a node of a cluster that has a sensor and no cache. Statuses do not go over its
 * link: whoever started it carries them, as lines. It says, each with the time of the monotonic
 * clock of the host:
 *
 * <ul>
 *   <li>{@code STATUS address incarnation sensor-port}, once
 *   <li>{@code UP address}, {@code REMOVED address} of members
 *   <li>{@code WATCHES number} of processes it has reached
 *   <li>{@code DEAD name} of processes
 * </ul>
 */
final class ClusterProcess {
  private final ActorSystem<ClusterEvent.MemberEvent> system;
  private final NodeIdentity identity;
  private final NodeDirectory directory;

  private ClusterProcess(String settings) {
    system = ActorSystem.create(reporter(), "aitta", config(settings));
    Address self = Cluster.get(system).selfMember().address();
    identity = NodeIdentity.of(system, self.toString(), "test", 0);
    directory =
        NodeDirectory.start(
            system,
            DirectorySettings.of(system.settings().config()),
            identity,
            (to, message) -> true,
            () -> 0);
  }

  /** The arguments: settings in HOCON, and the address to join, if not its own. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ClusterProcess process = new ClusterProcess(arguments[0]);
    process.join(arguments.length > 1 ? Optional.of(arguments[1]) : Optional.empty());
    process.watch();
    process.listen();
    Runtime.getRuntime().halt(0);
  }

  private static com.typesafe.config.Config config(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(
            ConfigFactory.parseString(
                """
                pekko.remote.artery.canonical.port = 0
                pekko.loglevel = WARNING
                """))
        .withFallback(ConfigFactory.parseResources("aitta-node.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  private static Behavior<ClusterEvent.MemberEvent> reporter() {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberEvent.class));
          return Behaviors.receiveMessage(
              event -> {
                if (event instanceof ClusterEvent.MemberUp) {
                  report("UP " + event.member().address());
                } else if (event instanceof ClusterEvent.MemberRemoved) {
                  report("REMOVED " + event.member().address());
                }
                return Behaviors.same();
              });
        });
  }

  private void join(Optional<String> other) {
    Cluster cluster = Cluster.get(system);
    Address to =
        other.map(AddressFromURIString::parse).orElseGet(() -> cluster.selfMember().address());
    cluster.manager().tell(new Join(to));
  }

  private void watch() {
    SensorWatch watch =
        SensorWatch.start(
            system,
            SensorSettings.of(system.settings().config()),
            identity.member(),
            directory,
            dead -> report("DEAD " + dead.node()));
    Thread counting = new Thread(() -> sayHowManyItWatches(watch), "counting");
    counting.setDaemon(true);
    counting.start();
  }

  /** Statuses of others come in lines, until there are no more. */
  private void listen() throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    long revision = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      revision++;
      List<String> words = List.of(line.split(" "));
      directory.onStatus(
          AddressFromURIString.parse(words.get(0)),
          status(
              revision,
              words.get(0),
              Long.parseLong(words.get(1)),
              Integer.parseInt(words.get(2))));
    }
  }

  private static NodeStatus status(long revision, String name, long incarnation, int port) {
    return new NodeStatus(
        incarnation,
        revision,
        name,
        Optional.empty(),
        "test",
        0,
        Map.of(),
        0,
        NodeReplication.NONE.sensedAt(port));
  }

  private void sayHowManyItWatches(SensorWatch watch) {
    long said = -1;
    boolean listening = false;
    while (true) {
      long greeted = watch.counters().greeted();
      if (greeted != said) {
        report("WATCHES " + greeted);
        said = greeted;
      }
      listening = listening || saysWhereItListens();
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  private boolean saysWhereItListens() {
    NodeStatus own = directory.statuses().get(directory.self());
    if (own == null || own.replication().sensorPort() == 0) {
      return false;
    }
    report(
        "STATUS %s %d %d"
            .formatted(directory.self(), own.incarnation(), own.replication().sensorPort()));
    return true;
  }

  private static void report(String event) {
    System.out.println(event + " at " + System.nanoTime());
  }
}
