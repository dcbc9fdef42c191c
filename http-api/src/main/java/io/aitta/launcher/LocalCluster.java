package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import io.aitta.node.CopiesProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A cluster of child processes on this machine: starts them, says which died, starts again what has
 * lost touch with the others or failed in a part, stops them. {@link #stop} may be called from any
 * thread at any time; all else belongs to one thread.
 */
final class LocalCluster {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

  /** Exit codes that say more than that it could not be done. */
  private static final Set<Integer> HAS_SENTENCE =
      Set.of(
          LastWords.CONFIGURATION,
          LastWords.PORT_IN_USE,
          LastWords.LOST,
          LastWords.CANNOT_JOIN,
          LastWords.FAULT);

  /** Exit codes of nodes that a new start mends. */
  private static final Set<Integer> MENDED_BY_START = Set.of(LastWords.LOST, LastWords.FAULT);

  private final List<ChildNode> nodes = new ArrayList<>();
  private final BlockingQueue<ChildNode> ended = new LinkedBlockingQueue<>();
  private final Map<NodePlace, Restarts> restarts = new HashMap<>();
  private final ClusterPlan plan;
  private final RunDirectory directory;
  private final ClusterReport report;
  private boolean stopping;

  LocalCluster(ClusterPlan plan, RunDirectory directory, ClusterReport report) {
    this.plan = plan;
    this.directory = directory;
    this.report = report;
  }

  /** Starts every node, unless the cluster is being stopped. */
  void start() {
    plan.places().forEach(place -> start(place, plan.first(place)));
  }

  private synchronized boolean start(NodePlace place, List<String> command) {
    if (!stopping) {
      ChildNode node = ChildNode.start(place, directory, command);
      nodes.removeIf(former -> former.place().equals(place));
      nodes.add(node);
      node.watch(ended::add);
    }
    return !stopping;
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

  /**
   * Waits until every partition has its copies, the time is over, a node ends, or the cluster is
   * being stopped, and says whether copies are missing still. Whoever writes meanwhile may have to
   * wait for them.
   */
  boolean awaitCopies(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    CopiesProbe copies = new CopiesProbe(plan.places().get(0).address());
    boolean missing = copies.saysThatSomeAreMissing();
    while (missing && ended.isEmpty() && !isStopping() && System.nanoTime() - deadline < 0) {
      TimeUnit.NANOSECONDS.sleep(PROBE_INTERVAL.toNanos());
      missing = copies.saysThatSomeAreMissing();
    }
    return missing;
  }

  /**
   * Reports nodes that end, until none is left; a node that a new start mends is started again,
   * within {@link Restarts}.
   */
  void superviseUntilEnd() throws InterruptedException {
    int running = nodes().size();
    while (running > 0) {
      ChildNode node = ended.take();
      if (!node.removePidFile()) {
        report.onPidFileStays(node);
      }
      if (!startsAgain(node)) {
        running--;
        reportEnd(node, running);
      }
    }
  }

  private void reportEnd(ChildNode node, int left) {
    if (!isStopping()) {
      report.onEnded(node, left);
    }
  }

  /** The cluster goes on without a node that was cut off or failed: only a new start mends that. */
  private boolean startsAgain(ChildNode node) {
    Restarts before = restarts.computeIfAbsent(node.place(), place -> new Restarts());
    boolean lost =
        MENDED_BY_START.contains(node.exitCode())
            || (node.exitCode() == LastWords.CANNOT_JOIN && before.count() > 0);
    // Alone on this machine, it has lost others that are not known here.
    if (isStopping() || !lost || plan.places().size() == 1) {
      return false;
    }
    if (!before.take(System.nanoTime())) {
      report.onGivenUp(node);
      return false;
    }
    report.onStartedAgain(node, before.count());
    return startAgain(node.place());
  }

  /** Where no node is left that could be joined, all have lost each other: the last one forms. */
  private boolean startAgain(NodePlace place) {
    boolean joins =
        nodes().stream().anyMatch(other -> !other.place().equals(place) && other.isMember());
    try {
      return start(place, joins ? plan.joining(place) : plan.forming(place));
    } catch (OperatorException e) {
      report.onNotStarted(e);
      return false;
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
        "%s %s, as it says above; its log is %s".formatted(node.place().name(), what, node.log()),
        node.isAlive() || !HAS_SENTENCE.contains(node.exitCode())
            ? OperatorException.FAILURE
            : node.exitCode());
  }
}
