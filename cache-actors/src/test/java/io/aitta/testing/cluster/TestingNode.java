package io.aitta.testing.cluster;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Operation;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.Leader;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.join.CannotGoOn;
import io.aitta.join.Join;
import io.aitta.join.LastWords;
import io.aitta.link.Link;
import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.ReplicaPost;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.Replicas;
import io.aitta.settings.AittaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;

/** A node with its own actor system; knows one cache, {@link #CACHE}. */
public final class TestingNode implements LinkListener {
  /** The cache that every node knows. */
  public static final CacheId CACHE = new CacheId(new CacheName("c"), new Version(1, 1));

  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(CACHE.name(), CacheConfig.DEFAULT, CACHE.incarnation());
  private static final int TIMEOUT_MILLIS = 60_000;

  private final TestingNetwork network;
  private final ActorSystem<Void> system;
  private final Address address;
  private final Link link;
  private final NodeDirectory directory;
  private final Replicas replicas;
  private final NodeIdentity identity;
  private final Queue<LastWords> lastWords = new ConcurrentLinkedQueue<>();
  private final Map<Long, CompletableFuture<Response>> asked = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();

  private TestingNode(TestingNetwork network, Config config) {
    this.network = network;
    this.system = ActorSystem.create(Behaviors.empty(), "aitta", config);
    this.address = Cluster.get(system).selfMember().address();
    this.link = network.connect(address, this);
    this.identity = NodeIdentity.of(system, "", "test", System.currentTimeMillis());
    AittaSettings settings = AittaSettings.of(config);
    this.directory =
        NodeDirectory.start(system, settings.directory(), identity, link, CATALOG::digest);
    this.replicas =
        Replicas.start(
            system,
            settings.placement(),
            settings.replicas(),
            new Replicas.Surroundings(
                identity,
                directory,
                link,
                network.register(),
                () -> CATALOG,
                new NodeBudgets(),
                Optional.empty(),
                sentence -> CoordinatedShutdown.get(system).run(new CannotGoOn(sentence))));
    Join.start(system, settings.join(), Map.of()).onLastWords(lastWords::add);
  }

  /**
   * Starts a node.
   *
   * @param settings HOCON that goes before everything else
   */
  static TestingNode start(TestingNetwork network, String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseResources("testing-node.conf"))
            .withFallback(ConfigFactory.parseResources("aitta-node.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    return new TestingNode(network, config);
  }

  public Address address() {
    return address;
  }

  /** Where it listens, as a seed is written. */
  public String hostPort() {
    return address.getHost().orElseThrow() + ":" + address.getPort().orElseThrow();
  }

  public ActorSystem<Void> system() {
    return system;
  }

  public NodeDirectory directory() {
    return directory;
  }

  public Replicas replicas() {
    return replicas;
  }

  /** What the node said when it stopped, if it had to. */
  public Optional<LastWords> lastWords() {
    return Optional.ofNullable(lastWords.peek());
  }

  /** Sends an operation to the node that leads the partition as this node knows. */
  public CompletableFuture<Response> ask(int partition, Operation<?> operation) {
    Leader leader = directory.leaderOf(partition).orElseThrow();
    long id = requests.incrementAndGet();
    CompletableFuture<Response> answer = new CompletableFuture<>();
    asked.put(id, answer);
    link.send(
        leader.node(),
        new Request(
            identity.incarnation(),
            id,
            partition,
            leader.epoch(),
            TIMEOUT_MILLIS,
            CACHE,
            operation));
    return answer;
  }

  /** Leaves the cluster and stops; returns at once. */
  public void leave() {
    CoordinatedShutdown.get(system).run(CoordinatedShutdown.jvmExitReason());
  }

  /** Stops without a word to the others; returns at once. */
  public void crash() {
    network.disconnect(address);
    system.terminate();
  }

  /** Waits until it is gone altogether. */
  public void awaitStopped() {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
  }

  @Override
  public void onMessage(Address from, Message message) {
    if (message instanceof NodeStatus status) {
      directory.onStatus(from, status);
    } else if (message instanceof ReplicaPost post) {
      replicas.onPost(post);
    } else if (message instanceof Request request) {
      replicas.deliver(request, response -> link.send(from, response));
    } else if (message instanceof Response response) {
      Optional.ofNullable(asked.remove(response.id())).ifPresent(it -> it.complete(response));
    }
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {}
}
