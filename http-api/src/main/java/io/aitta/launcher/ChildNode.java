package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.node.PidFile;
import io.aitta.node.ReadinessProbe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node that runs as a child process, its output at the end of its log. */
final class ChildNode {
  private static final int TAIL_BYTES = 8192;
  private static final int TAIL_LINES = 10;

  private final NodePlace place;
  private final Path log;
  private final PidFile pidFile;
  private final Process process;
  private final ReadinessProbe readiness;

  private ChildNode(NodePlace place, Path log, PidFile pidFile, Process process) {
    this.place = place;
    this.log = log;
    this.pidFile = pidFile;
    this.process = process;
    this.readiness = new ReadinessProbe(place.address());
  }

  /**
   * Starts the process.
   *
   * @throws OperatorException when the machine does not let it
   */
  static ChildNode start(NodePlace place, RunDirectory directory, List<String> command) {
    Path log = directory.log(place);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return new ChildNode(place, log, directory.pidFile(place), builder.start());
    } catch (IOException e) {
      throw new OperatorException(
          "%s could not be started as %s: %s; see that this program can run"
              .formatted(place.name(), command.get(0), e.getMessage()),
          e);
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
    return readiness.isReady();
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
   * Waits for its end, and ends it by force at the deadline; removes its pid file.
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

  void removePidFile() {
    pidFile.removeIf(process.pid());
  }

  /** The last lines of its log. */
  List<String> lastLines() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(its log cannot be read: " + e.getMessage() + ")");
    }
  }
}
