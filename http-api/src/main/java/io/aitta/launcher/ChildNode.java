package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.node.PidFile;
import io.aitta.node.ReadinessProbe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node that runs as a child process, its output in a file beside its log. */
final class ChildNode {
  private static final int TAIL_BYTES = 1 << 16;
  private static final int TAIL_LINES = 10;
  private static final String SENTENCE = "aitta: ";

  private final NodePlace place;
  private final Path log;
  private final Path output;
  private final PidFile pidFile;
  private final Process process;
  private final ReadinessProbe readiness;
  private volatile boolean hasBeenReady;

  private ChildNode(NodePlace place, RunDirectory directory, Process process) {
    this.place = place;
    this.log = directory.log(place);
    this.output = directory.output(place);
    this.pidFile = directory.pidFile(place);
    this.process = process;
    this.readiness = new ReadinessProbe(place.address());
  }

  /**
   * Starts the process. What the one before it wrote is kept beside, once.
   *
   * @throws OperatorException when the machine does not let it
   */
  static ChildNode start(NodePlace place, RunDirectory directory, List<String> command) {
    Path output = directory.output(place);
    try {
      keepFormer(output);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new ChildNode(place, directory, process);
    } catch (IOException e) {
      throw new OperatorException(
          "%s could not be started as %s: %s; see that this program can run"
              .formatted(place.name(), command.get(0), e.getMessage()),
          e);
    }
  }

  private static void keepFormer(Path output) throws IOException {
    if (Files.exists(output)) {
      Path former = output.resolveSibling(output.getFileName() + ".1");
      Files.move(output, former, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  NodePlace place() {
    return place;
  }

  Path log() {
    return log;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it can serve, asked now. */
  boolean isReady() {
    boolean ready = readiness.isReady();
    hasBeenReady = hasBeenReady || ready;
    return ready;
  }

  /** Whether it runs and could serve at any time, so that it has been a member of the cluster. */
  boolean isMember() {
    return isAlive() && (hasBeenReady || isReady());
  }

  /** How it ended; a signal n is 128 + n. */
  int exitCode() {
    return process.exitValue();
  }

  /** Tells the listener, on a thread of its own, when the process has ended. */
  void watch(Consumer<ChildNode> onEnd) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                process.waitFor();
                onEnd.accept(this);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "watch-" + place.name());
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Asks it to leave, as SIGTERM does. */
  void askToStop() {
    process.destroy();
  }

  /**
   * Waits for its end, and ends it by force at the deadline; removes its pid file if it can.
   *
   * @return whether it went by itself
   */
  boolean awaitEnd(Duration patience) throws InterruptedException {
    boolean went = process.waitFor(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
    if (!went) {
      process.destroyForcibly().waitFor();
    }
    removePidFile();
    return went;
  }

  /** Answers whether it is gone. */
  boolean removePidFile() {
    return pidFile.removeIf(process.pid());
  }

  /** The sentence with which it ended, or else the last lines of its output or of its log. */
  List<String> lastWords() {
    try {
      List<String> lines = tail(output);
      List<String> sentences = lines.stream().filter(line -> line.startsWith(SENTENCE)).toList();
      if (!sentences.isEmpty()) {
        return last(1, sentences);
      }
      return last(TAIL_LINES, lines.isEmpty() && Files.exists(log) ? tail(log) : lines);
    } catch (IOException e) {
      return List.of("(its output cannot be read: " + e.getMessage() + ")");
    }
  }

  private static List<String> tail(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<String> last(int count, List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
