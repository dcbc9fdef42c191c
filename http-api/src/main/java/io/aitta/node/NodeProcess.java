package io.aitta.node;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The life of a process that is a node: checks, pid file, start, readiness, end. */
public final class NodeProcess {
  /** Longer than any process lives. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final NodeSetup setup;
  private final NodeStarter starter;
  private final Duration startTimeout;
  private final boolean supervised;
  private final AtomicReference<LastWords> spoken = new AtomicReference<>();

  /**
   * A node that is not started yet.
   *
   * @param startTimeout how long it may take until it is ready, or is a member that waits for
   *     others
   * @param supervised whether somebody else decides what becomes of one that is not ready by then:
   *     it does not wait longer
   */
  public NodeProcess(
      NodeSetup setup, NodeStarter starter, Duration startTimeout, boolean supervised) {
    this.setup = requireNonNull(setup, "setup is null");
    this.starter = requireNonNull(starter, "starter is null");
    this.startTimeout = requireNonNull(startTimeout, "startTimeout is null");
    this.supervised = supervised;
  }

  /**
   * Runs the node until it ends by itself; a signal ends the whole process.
   *
   * @param onReady told the address of REST once the node can serve
   * @param onWaiting told, once, for what a node waits that is not ready in time and goes on
   * @param speaker told why a node that had started stops
   * @return the exit code
   * @throws OperatorException when it does not start, or does not become ready in time and has
   *     nothing to wait for
   */
  public int run(Consumer<URI> onReady, Consumer<String> onWaiting, Consumer<LastWords> speaker)
      throws InterruptedException {
    Config config = checkedConfig();
    new PidFile(setup.pidFile()).claim();
    RunningNode node = start(config, speaker);
    URI address = ReadinessProbe.addressOf(NodeAddresses.of(config).httpHost(), node.httpPort());
    if (becomesReady(node, new ReadinessProbe(address), onWaiting)) {
      onReady.accept(address);
      node.awaitEnd();
    }
    return exitCode(node);
  }

  private Config checkedConfig() {
    Config config = NodeConfig.of(setup, System.getenv());
    NodeSettings.check(config);
    NodeAddresses addresses = NodeAddresses.of(config);
    Ports.requireFree(
        addresses.httpHost(), addresses.httpPort(), "HTTP of " + setup.name(), "--http-port");
    Ports.requireFree(
        addresses.clusterHost(),
        addresses.clusterPort(),
        "the cluster at " + setup.name(),
        "--cluster-port");
    return config;
  }

  private RunningNode start(Config config, Consumer<LastWords> speaker) {
    try {
      return starter.start(config, speaker.andThen(spoken::set));
    } catch (OperatorException known) {
      throw known;
    } catch (RuntimeException e) {
      LastWords words = LastWords.ofFailure(e, config);
      throw new OperatorException(words.sentence(), e, words.exitCode());
    }
  }

  /** Whether it became ready; if not, it has ended. */
  private boolean becomesReady(
      RunningNode node, ReadinessProbe readiness, Consumer<String> onWaiting)
      throws InterruptedException {
    if (readiness.awaitReady(node, startTimeout)) {
      return true;
    }
    if (node.hasEnded()) {
      return false;
    }
    onWaiting.accept(waiting(node));
    return readiness.awaitReady(node, FOR_EVER);
  }

  private String waiting(RunningNode node) {
    Optional<String> reason = supervised ? Optional.empty() : node.waitsBecause();
    String late = "%s was not ready within %d s".formatted(setup.name(), startTimeout.toSeconds());
    return reason
        .map(why -> late + " and goes on waiting: " + why + "; its log is " + setup.logFile())
        .orElseThrow(() -> new OperatorException(late + "; its log says why: " + setup.logFile()));
  }

  /** Who has given last words need not say more; a signal decides the process's own exit code. */
  private int exitCode(RunningNode node) {
    if (node.endsBySignal()) {
      return 0;
    }
    LastWords words = spoken.get();
    if (words == null) {
      throw new OperatorException(
          setup.name() + " has ended without a signal; its log says why: " + setup.logFile());
    }
    return words.exitCode();
  }
}
