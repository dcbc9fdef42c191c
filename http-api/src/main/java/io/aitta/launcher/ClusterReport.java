package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.join.LastWords;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Tells the person at the terminal how a cluster on this machine does. */
final class ClusterReport {
  private static final String BEGIN_LINE_AGAIN = "\r\u001b[K";

  private final Terminal terminal;
  private final Ansi ansi;
  private final long startedAt = System.nanoTime();
  private String shown = "";

  ClusterReport(Terminal terminal) {
    this.terminal = terminal;
    this.ansi = Launcher.ansi(terminal.coloursErr());
  }

  void onStarting(Collection<NodePlace> places, Object directory) {
    terminal
        .err()
        .printf("starting %d node%s, logs in %s%n", places.size(), s(places.size()), directory);
  }

  /** Shows which nodes are ready: in one line that changes on a terminal, else not at all. */
  void onWaiting(Collection<ChildNode> all, Set<ChildNode> waiting) {
    String states = all.stream().map(node -> state(node, waiting)).collect(Collectors.joining(" "));
    if (terminal.errIsTerminal() && !states.equals(shown)) {
      terminal.err().print(BEGIN_LINE_AGAIN + ansi.string(states));
      terminal.err().flush();
      shown = states;
    }
  }

  /** Prints the line that programs wait for, alone on the stream of results. */
  void onReady(List<NodePlace> places) {
    endLine();
    terminal
        .out()
        .println(
            places.stream()
                .map(place -> place.address().toString())
                .collect(Collectors.joining(" ", "aitta is ready: ", "")));
    terminal.out().flush();
    terminal
        .err()
        .printf(Locale.ROOT, "started in %.1f s; Ctrl-C stops all nodes%n", seconds(startedAt));
  }

  /** Says so when partitions have fewer copies than they should though the nodes are ready. */
  void onCopies(boolean missing) {
    if (missing) {
      warn("some partitions do not have all their copies yet; GET /v1/cluster says when they do");
    }
  }

  /** Prints the last words of a node that did not start. */
  void onFailed(ChildNode node) {
    endLine();
    node.lastWords().forEach(line -> terminal.err().println("  " + line));
  }

  void onEnded(ChildNode node, int left) {
    warn(
        "%s has ended with exit code %d%s; its log is %s; %s"
            .formatted(
                node.place().name(),
                node.exitCode(),
                signal(node.exitCode()),
                node.log(),
                left == 0 ? "no node is left" : "the other " + left + " go" + es(left) + " on"));
  }

  /** One line for a node that is started again; its log has the rest. */
  void onStartedAgain(ChildNode node, int count) {
    warn(
        "%s has %s (exit code %d) and is started again to join the others, %d of at most %d times within %d minutes; its log is %s"
            .formatted(
                node.place().name(),
                what(node),
                node.exitCode(),
                count,
                Restarts.MOST,
                Restarts.WINDOW.toMinutes(),
                node.log()));
  }

  void onGivenUp(ChildNode node) {
    warn(
        "%s has %s more than %d times within %d minutes and is not started again; look into %s, then stop and start the whole"
            .formatted(
                node.place().name(),
                what(node),
                Restarts.MOST,
                Restarts.WINDOW.toMinutes(),
                node.log()));
  }

  void onNotStarted(OperatorException failure) {
    warn(failure.getMessage());
  }

  void onPidFileStays(ChildNode node) {
    warn("the pid file of %s cannot be removed; remove it".formatted(node.place().name()));
  }

  void onForced(ChildNode node, Duration patience) {
    warn(
        "%s had not stopped after %d s and was ended by force"
            .formatted(node.place().name(), patience.toSeconds()));
  }

  private void warn(String sentence) {
    terminal.err().println(ansi.string("@|yellow aitta:|@ ") + sentence);
  }

  private void endLine() {
    if (!shown.isEmpty()) {
      terminal.err().println();
      shown = "";
    }
  }

  private static String state(ChildNode node, Set<ChildNode> waiting) {
    String name = node.place().name();
    return waiting.contains(node) ? "@|faint " + name + "...|@" : "@|green " + name + " ready|@";
  }

  private static String what(ChildNode node) {
    return node.exitCode() == LastWords.FAULT ? "failed in a part" : "lost its cluster";
  }

  private static String signal(int exitCode) {
    return exitCode > 128 ? " (signal " + (exitCode - 128) + ")" : "";
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String s(int count) {
    return count == 1 ? "" : "s";
  }

  private static String es(int count) {
    return count == 1 ? "es" : "";
  }
}
