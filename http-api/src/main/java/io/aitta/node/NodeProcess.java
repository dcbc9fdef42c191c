package io.aitta.node;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The life of a process that is a node: checks, pid file, start, readiness, end. */
public final class NodeProcess {
  private final NodeSetup setup;
  private final NodeStarter starter;
  private final Duration startTimeout;
  private final AtomicReference<LastWords> spoken = new AtomicReference<>();

  /** A node that is not started yet, and how long it may take until it is ready. */
  public NodeProcess(NodeSetup setup, NodeStarter starter, Duration startTimeout) {
    this.setup = requireNonNull(setup, "setup is null");
    this.starter = requireNonNull(starter, "starter is null");
    this.startTimeout = requireNonNull(startTimeout, "startTimeout is null");
  }

  /**
   * Runs the node until it ends by itself; a signal ends the whole process.
   *
   * @param onReady told the address of REST once the node can serve
   * @param speaker told why a node that had started stops
   * @return the exit code
   * @throws OperatorException when it does not start, or does not become ready in time
   */
  public int run(Consumer<URI> onReady, Consumer<LastWords> speaker) throws InterruptedException {
    Config config = checkedConfig();
    new PidFile(setup.pidFile()).claim();
    RunningNode node = start(config, speaker);
    URI address = ReadinessProbe.addressOf(NodeAddresses.of(config).httpHost(), node.httpPort());
    if (becomesReady(node, new ReadinessProbe(address))) {
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
  private boolean becomesReady(RunningNode node, ReadinessProbe readiness)
      throws InterruptedException {
    boolean ready = readiness.awaitReady(node, startTimeout);
    if (!ready && !node.hasEnded()) {
      throw new OperatorException(
          "%s was not ready within %d s; its log says why: %s"
              .formatted(setup.name(), startTimeout.toSeconds(), setup.logFile()));
    }
    return ready;
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
