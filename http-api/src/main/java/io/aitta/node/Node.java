package io.aitta.node;

import com.typesafe.config.Config;
import io.aitta.Aitta;
import io.aitta.directory.Directory;
import io.aitta.http.Backend;
import io.aitta.http.HttpServer;
import io.aitta.http.HttpSettings;
import io.aitta.http.metrics.Metrics;
import io.aitta.join.LastWords;
import io.aitta.persistence.Journal;
import io.aitta.persistence.PersistenceSettings;
import io.aitta.persistence.mvstore.NodeStore;
import io.aitta.register.Standstill;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;

/** A node of the cluster: its actor system, its partitions, its HTTP server. */
public final class Node implements RunningNode {
  private static final Duration BINDING = Duration.ofSeconds(20);
  private static final CompletionStage<Void> NOTHING_TO_STOP =
      CompletableFuture.completedStage(null);

  private final ActorSystem<Void> system;
  private final Aitta aitta;
  private final HttpServer http;

  private Node(ActorSystem<Void> system, Aitta aitta, HttpServer http) {
    this.system = system;
    this.aitta = aitta;
    this.http = http;
  }

  /**
   * Starts it, as {@link NodeStarter} has it; waits until it listens.
   *
   * @throws RuntimeException when it cannot start: then nothing of it is left
   */
  public static Node start(Config config, Consumer<LastWords> speaker) {
    HttpSettings settings = HttpSettings.of(config);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "aitta", config);
    CompletableFuture<HttpServer> listening = stoppedWith(system, settings.leaveDelay());
    try {
      Aitta aitta = Aitta.get(system);
      aitta.node().onLastWords(speaker);
      Node node = new Node(system, aitta, serve(system, aitta, settings, config, listening));
      aitta.node().announceHttp(node.url(config).toString());
      return node;
    } catch (RuntimeException e) {
      listening.completeExceptionally(e);
      system.terminate();
      throw e;
    }
  }

  /**
   * The HTTP server that stops when the system does: first it goes on as always until balancers
   * know that this node is leaving, then it answers what it took, and at last it closes its port.
   * It is awaited, since a node may be told to go while it is still starting, and tasks that come
   * later than the shutdown are not run.
   */
  private static CompletableFuture<HttpServer> stoppedWith(
      ActorSystem<?> system, Duration leaveDelay) {
    CompletableFuture<HttpServer> listening = new CompletableFuture<>();
    stopping(
        system,
        listening,
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        server ->
            new CompletableFuture<Void>()
                .completeOnTimeout(null, leaveDelay.toMillis(), TimeUnit.MILLISECONDS));
    stopping(system, listening, CoordinatedShutdown.PhaseServiceRequestsDone(), HttpServer::leave);
    stopping(
        system,
        listening,
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        HttpServer::close);
    return listening;
  }

  private static void stopping(
      ActorSystem<?> system,
      CompletableFuture<HttpServer> listening,
      String phase,
      Function<HttpServer, CompletionStage<Void>> step) {
    CoordinatedShutdown.get(system)
        .addTask(
            phase,
            "aitta-http-" + phase,
            () ->
                listening
                    .handle(
                        (server, failed) -> failed == null ? step.apply(server) : NOTHING_TO_STOP)
                    .thenCompose(stage -> stage)
                    .thenApply(nothing -> Done.getInstance()));
  }

  private static HttpServer serve(
      ActorSystem<?> system,
      Aitta aitta,
      HttpSettings settings,
      Config config,
      CompletableFuture<HttpServer> listening) {
    Metrics metrics = new Metrics();
    metrics.bind(new NodeMetrics(aitta.node()));
    metrics.bind(new RegisterMetrics(aitta.node()));
    metrics.bind(new LogMetrics());
    Journal journal = PersistenceSettings.from(config).journal();
    if (journal == Journal.H2) {
      metrics.bind(new JournalMetrics(NodeStore.get(Adapter.toClassic(system))));
    }
    Backend backend =
        new Backend(
            aitta.gateway(),
            new NodeView(system, aitta.node()),
            new NodeLosses(aitta.node().lostCopies()),
            () -> notReadyBecause(system, aitta),
            metrics,
            journal.isAvailable());
    HttpServer.start(Adapter.toClassic(system), settings, backend)
        .whenComplete(
            (server, failed) -> {
              if (failed == null) {
                listening.complete(server);
              } else {
                listening.completeExceptionally(failed);
              }
            });
    return await(listening, NodeAddresses.of(config));
  }

  @Override
  public int httpPort() {
    return http.address().getPort();
  }

  @Override
  public boolean isReady() {
    return notReadyBecause(system, aitta).isEmpty();
  }

  @Override
  public Optional<String> waitsBecause() {
    return aitta
        .node()
        .register()
        .standstill()
        .map(Standstill::sentence)
        .or(() -> isUp() ? notReadyBecause(system, aitta) : Optional.empty());
  }

  private boolean isUp() {
    Directory directory = aitta.node().directory();
    return directory.peers().stream()
        .filter(peer -> peer.address().equals(directory.self()))
        .anyMatch(peer -> peer.status().equals(MemberStatus.up()));
  }

  @Override
  public boolean hasEnded() {
    return system.getWhenTerminated().toCompletableFuture().isDone();
  }

  @Override
  public boolean endsBySignal() {
    return CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(reason -> reason == CoordinatedShutdown.jvmExitReason())
        .isPresent();
  }

  /** Ends it at once, without taking leave of others, and waits until it has ended. */
  public void terminate() {
    http.close();
    system.terminate();
    awaitEnd();
  }

  @Override
  public void awaitEnd() {
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** Who serves REST on all addresses is reached where the cluster reaches it. */
  private URI url(Config config) {
    NodeAddresses addresses = NodeAddresses.of(config);
    boolean everywhere = Hosts.addressOf(addresses.httpHost()).isAnyLocalAddress();
    return ReadinessProbe.addressOf(
        everywhere ? addresses.host() : addresses.httpHost(), httpPort());
  }

  /** A node that leaves says so before it does anything else. */
  private static Optional<String> notReadyBecause(ActorSystem<?> system, Aitta aitta) {
    return CoordinatedShutdown.get(system).getShutdownReason().isPresent()
        ? Optional.of("the node is leaving")
        : aitta.notReadyBecause();
  }

  private static HttpServer await(CompletableFuture<HttpServer> starting, NodeAddresses addresses) {
    try {
      return starting.get(BINDING.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw LastWords.saysPortInUse(e)
          ? Ports.taken(addresses.httpHost(), addresses.httpPort(), "HTTP", "--http-port", e)
          : new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the HTTP server did not listen within " + BINDING.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the HTTP server began to listen", e);
    }
  }
}
