package io.aitta.multijvm.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.join.LastWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A process that a test has started, known by its very pid. What it writes, to either stream, goes
 * to a file that stays for whoever reads a failure. Close it in any case: closing kills it and all
 * it has started.
 */
public final class TestProcess implements AutoCloseable {
  /** Longer than any process needs to end, on a machine that is busy with others. */
  private static final Duration END_TIMEOUT = Duration.ofMinutes(4);

  private final String name;
  private final Path log;
  private final Process process;

  private TestProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    Leftovers.watch(process.toHandle());
  }

  /** Starts a command with additions to the environment; its output is appended to {@code log}. */
  public static TestProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new TestProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** Takes the output of an earlier process away. */
  static void truncate(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + log, e);
    }
  }

  /** The pid of the process itself. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs; a paused process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file its output goes to. */
  public Path log() {
    return log;
  }

  /** All it has written so far. */
  public String output() {
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /**
   * Waits for a line of output and gives it.
   *
   * @throws PortTakenException when the process ended because a port was taken
   * @throws AssertionError when it does not come in time, or the process ends otherwise
   */
  public String awaitLine(Predicate<String> wanted, String description, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Awaitility.await(name)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(50))
        .atMost(timeout.plusSeconds(5))
        .until(() -> find(wanted).isPresent() || !isAlive() || System.nanoTime() - deadline >= 0);
    return find(wanted)
        .orElseThrow(
            () -> {
              throwIfPortTaken();
              return failure("did not print " + description);
            });
  }

  /**
   * Waits for its end and gives its exit code.
   *
   * @throws AssertionError when it does not end in a minute and a half
   */
  public int awaitExit() {
    try {
      if (process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw failure("did not end within " + END_TIMEOUT);
  }

  /** Kills it at once, as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  /** Asks it to end, as {@code kill} does, without waiting. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Stops its clock: it runs no instruction until it is resumed. */
  public void pause() {
    Signals.send("STOP", pid());
  }

  /** Lets a paused process go on. */
  public void resume() {
    Signals.send("CONT", pid());
  }

  /** An error about this process that says where its output is and how it ends. */
  public AssertionError failure(String what) {
    String state = isAlive() ? "it runs" : "it exited with " + process.exitValue();
    return new AssertionError(
        "%s (pid %d) %s; %s; its output is in %s and ends with:%n%s"
            .formatted(name, pid(), what, state, log.toAbsolutePath(), tail(output())));
  }

  @Override
  public void close() {
    Leftovers.killTree(process.toHandle());
    awaitExit();
  }

  private void throwIfPortTaken() {
    if (!isAlive() && process.exitValue() == LastWords.PORT_IN_USE) {
      throw new PortTakenException(failure("found a port taken"));
    }
  }

  private Optional<String> find(Predicate<String> wanted) {
    return output().lines().filter(wanted).findFirst();
  }

  private static String tail(String output) {
    List<String> lines = output.lines().toList();
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 25), lines.size()));
  }
}
