package io.aitta.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A process that a test has started from its own class path, known by its very pid. It speaks in
 * lines, and is to end when its standard input does, so that none outlives its test.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "reader-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one. */
  public static ChildJvm start(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The rest of the first line that begins so. */
  public String await(String beginning) {
    return await(beginning, "");
  }

  /** The rest of the first line that begins and ends so. */
  public String await(String beginning, String end) {
    Awaitility.await(beginning + " … " + end)
        .pollInterval(Duration.ofMillis(20))
        .atMost(PATIENCE)
        .until(() -> find(beginning, end).isPresent() || !process.isAlive());
    return find(beginning, end)
        .orElseThrow(() -> new AssertionError("no " + beginning + " in " + lines));
  }

  /** The same, if there is such a line yet. */
  public Optional<String> find(String beginning, String end) {
    return lines.stream()
        .filter(line -> line.startsWith(beginning) && line.endsWith(end))
        .map(line -> line.substring(beginning.length()).strip())
        .findFirst();
  }

  /** Says a line to it. */
  public void say(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("pid " + pid() + " does not listen any more", gone);
    }
  }

  /** Kills it at once, as {@code kill -9} does; returns when it was told so. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Sends it a signal by its name. */
  public void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      assertThat(kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(kill.exitValue()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
    Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException ended) {
      // It has ended, and says no more.
    }
  }
}
