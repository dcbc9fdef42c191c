package io.aitta.node;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.console.OperatorException;
import io.aitta.persistence.JournalRefusedException;
import io.aitta.persistence.PersistenceSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The life of a process that is a node: checks, pid file, start, readiness, end. */
public final class NodeProcess {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);

  private final NodeSetup setup;
  private final NodeStarter starter;
  private final Duration startTimeout;

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
   * @throws OperatorException when it does not start, or does not become ready in time
   */
  public void run(Consumer<URI> onReady) throws InterruptedException {
    Config config = checkedConfig();
    new PidFile(setup.pidFile()).claim();
    RunningNode node = start(config);
    URI address = Readiness.addressOf(setup.bind(), node.httpPort());
    awaitReady(node, address);
    onReady.accept(address);
    node.awaitEnd();
  }

  private Config checkedConfig() {
    Config config = NodeConfig.of(setup);
    try {
      PersistenceSettings.from(config);
    } catch (JournalRefusedException e) {
      throw new OperatorException(e.getMessage(), e);
    }
    Ports.requireFree(setup.bind(), setup.httpPort(), "HTTP of " + setup.name(), "--http-port");
    Ports.requireFree(
        setup.bind(), setup.clusterPort(), "cluster of " + setup.name(), "--cluster-port");
    return config;
  }

  private RunningNode start(Config config) {
    try {
      return starter.start(config);
    } catch (OperatorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new OperatorException(
          setup.name() + " could not start: " + LastWords.of(e) + "; its log is " + setup.logFile(),
          e);
    }
  }

  private void awaitReady(RunningNode node, URI address) throws InterruptedException {
    Readiness readiness = new Readiness(address);
    long deadline = System.nanoTime() + startTimeout.toNanos();
    while (!readiness.isReady()) {
      if (node.hasEnded()) {
        throw new OperatorException(
            setup.name() + " ended before it was ready; its log says why: " + setup.logFile());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new OperatorException(
            "%s was not ready within %d s; its log says why: %s"
                .formatted(setup.name(), startTimeout.toSeconds(), setup.logFile()));
      }
      TimeUnit.NANOSECONDS.sleep(PROBE_INTERVAL.toNanos());
    }
  }
}
