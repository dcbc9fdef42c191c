package io.aitta.testing.cluster;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.Aitta;
import io.aitta.AittaNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/**
 * Actor systems in one JVM, each a whole node of a cluster of caches over real connections on the
 * loopback address. Closing them stops all.
 *
 * <p>A read is not sent again because its answer is late: a partition would count it twice, and
 * what the caches count would depend on how busy the machine is.
 */
public final class AittaSystems implements AutoCloseable {
  private static final String PATIENT =
      """
      aitta.gateway.resend-reads = 5m
      aitta.link.transfer-timeout = 60s
      """;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  private AittaSystems() {}

  /** Starts a cluster and waits until all its nodes are ready. */
  public static AittaSystems start(int size) {
    return start(size, "");
  }

  /**
   * The same.
   *
   * @param settings HOCON that each of them has beside
   */
  public static AittaSystems start(int size, String settings) {
    return start(size, node -> settings);
  }

  /** Starts a cluster whose nodes keep the register in directories of their own under that one. */
  public static AittaSystems start(int size, Path registers) {
    return start(
        size, node -> "aitta.register.directory = \"%s\"".formatted(registers.resolve("" + node)));
  }

  /**
   * Starts a cluster and waits until all its nodes are ready.
   *
   * @param settings HOCON that each of them has beside, from 0
   */
  public static AittaSystems start(int size, IntFunction<String> settings) {
    AittaSystems cluster = begin(size, settings);
    try {
      cluster.awaitReady();
      return cluster;
    } catch (RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /** The same without waiting. */
  public static AittaSystems begin(int size, IntFunction<String> settings) {
    AittaSystems cluster = new AittaSystems();
    try {
      cluster.beginAll(size, settings);
      return cluster;
    } catch (RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /** The node's actor system, from 0. */
  public ActorSystem<Void> system(int node) {
    return systems.get(node);
  }

  /** The node's cache, from 0. */
  public Aitta aitta(int node) {
    return Aitta.get(systems.get(node));
  }

  /** All nodes' caches. */
  public Stream<Aitta> all() {
    return systems.stream().map(Aitta::get);
  }

  /** Waits until each node says that it can serve. */
  public void awaitReady() {
    await("all nodes are ready")
        .atMost(PATIENCE)
        .until(() -> all().allMatch(node -> node.notReadyBecause().isEmpty()));
  }

  /** Waits until each node has heard that each partition has so many copies in sync. */
  public void awaitCopies(int copies) {
    await("all partitions have " + copies + " copies")
        .atMost(PATIENCE)
        .until(() -> all().map(Aitta::node).allMatch(node -> hasHeardOf(copies, node)));
  }

  private static boolean hasHeardOf(int copies, AittaNode node) {
    return HeardCopies.partitionsWith(copies, node.directory()) == node.partitions();
  }

  private void beginAll(int size, IntFunction<String> settings) {
    String together =
        "aitta.cluster { start-with-members = %d, start-wait = 5m }%n".formatted(size);
    for (int i = 0; i < size; i++) {
      join(i, together + PATIENT + settings.apply(i));
    }
  }

  @Override
  public void close() {
    systems.forEach(ActorSystem::terminate);
    for (ActorSystem<Void> system : systems) {
      await()
          .atMost(PATIENCE)
          .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
    }
  }

  private void join(int number, String settings) {
    Config config =
        ConfigFactory.parseString(settings + "\naitta.name = node-" + number)
            .withFallback(ConfigFactory.parseResources("testing-node.conf"))
            .withFallback(ConfigFactory.parseResources("aitta-node.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "aitta", config);
    systems.add(system);
    Aitta.get(system);
    Cluster first = Cluster.get(systems.get(0));
    Cluster.get(system).manager().tell(new Join(first.selfMember().address()));
  }
}
