package io.aitta.launcher;

import io.aitta.console.OperatorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A cluster of child processes on this machine: starts them, says which died, stops them. {@link
 * #stop} may be called from any thread at any time; all else belongs to one thread.
 */
final class LocalCluster {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);

  private final List<ChildNode> nodes = new ArrayList<>();
  private final BlockingQueue<ChildNode> ended = new LinkedBlockingQueue<>();
  private final ClusterReport report;
  private boolean stopping;

  LocalCluster(ClusterReport report) {
    this.report = report;
  }

  /** Starts a node, unless the cluster is being stopped. */
  synchronized void start(NodePlace place, RunDirectory directory, List<String> command) {
    if (!stopping) {
      ChildNode node = ChildNode.start(place, directory, command);
      nodes.add(node);
      node.watch(ended::add);
    }
  }

  /**
   * Waits until every node is ready, or the cluster is being stopped.
   *
   * @throws OperatorException when a node ends before, or the time is up
   */
  void awaitReady(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Set<ChildNode> waiting = new LinkedHashSet<>(nodes());
    while (!waiting.isEmpty() && !isStopping()) {
      ChildNode dead = ended.poll(PROBE_INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
      if (dead != null && !isStopping()) {
        throw failed(dead, "ended with exit code " + dead.exitCode() + " before it was ready");
      }
      waiting.removeIf(ChildNode::isReady);
      report.onWaiting(nodes(), waiting);
      if (!waiting.isEmpty() && System.nanoTime() - deadline > 0) {
        throw failed(
            waiting.iterator().next(), "was not ready within " + timeout.toSeconds() + " s");
      }
    }
  }

  /** Reports nodes that end, until none is left. */
  void superviseUntilEnd() throws InterruptedException {
    for (int left = nodes().size(); left > 0; left--) {
      ChildNode node = ended.take();
      node.removePidFile();
      if (!isStopping()) {
        report.onEnded(node, left - 1);
      }
    }
  }

  /** Stops every node gracefully, by force what is left when patience ends. */
  void stop(Duration patience) throws InterruptedException {
    List<ChildNode> stopped = beginStop();
    stopped.forEach(ChildNode::askToStop);
    long deadline = System.nanoTime() + patience.toNanos();
    for (ChildNode node : stopped) {
      if (!node.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
        report.onForced(node, patience);
      }
    }
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized List<ChildNode> beginStop() {
    stopping = true;
    return nodes();
  }

  private synchronized List<ChildNode> nodes() {
    return List.copyOf(nodes);
  }

  private OperatorException failed(ChildNode node, String what) {
    report.onFailed(node);
    return new OperatorException(
        "%s %s; its log is %s".formatted(node.place().name(), what, node.log()));
  }
}
