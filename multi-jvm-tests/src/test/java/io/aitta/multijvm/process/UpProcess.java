package io.aitta.multijvm.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cluster in the foreground of {@code aitta up}, on ports of its own. What it prints and what its
 * nodes write stays in its directory. Closing it kills all of them.
 */
public final class UpProcess implements AutoCloseable {
  private static final int MOST_NODES = 5;

  /** A node that gets no processor for some seconds is neither given up nor late. */
  private static final String SETTINGS =
      """
      aitta.cluster.join-timeout = 2m
      aitta.http.request-timeout = 30s
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 10s
      """;

  private final TestProcess process;
  private final int httpPort;
  private final Path directory;

  private UpProcess(TestProcess process, int httpPort, Path directory) {
    this.process = process;
    this.httpPort = httpPort;
    this.directory = directory;
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param name of its directory beside those of other clusters
   * @param options after {@code up}; none about ports, directories or settings
   */
  public static UpProcess start(String name, List<String> options) {
    return FreePorts.startOn(() -> startOnce(name, options));
  }

  private static UpProcess startOnce(String name, List<String> options) {
    Path directory = Path.of("target", "clusters", name, "run-" + System.nanoTime());
    int httpPort = FreePorts.consecutive(MOST_NODES);
    List<String> arguments = new ArrayList<>(List.of("up"));
    arguments.addAll(options);
    arguments.addAll(List.of("--run-dir", directory.toAbsolutePath().toString()));
    arguments.addAll(List.of("--conf", settings(directory).toString()));
    arguments.addAll(List.of("--http-port", Integer.toString(httpPort)));
    int clusterPort = FreePorts.consecutive(MOST_NODES);
    arguments.addAll(List.of("--cluster-port", Integer.toString(clusterPort)));
    TestProcess process =
        AittaScript.start("up", JvmCluster.JVM_OPTIONS, arguments, directory.resolve("up.out"));
    return new UpProcess(process, httpPort, directory).readyOrClosed();
  }

  private static Path settings(Path directory) {
    try {
      Files.createDirectories(directory);
      return Files.writeString(directory.resolve("up.conf"), SETTINGS).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the settings", e);
    }
  }

  private UpProcess readyOrClosed() {
    try {
      String ready = "aitta is ready: ";
      process.awaitLine(line -> line.startsWith(ready), ready, JvmNode.READY_TIMEOUT);
      return this;
    } catch (PortTakenException | AssertionError failed) {
      close();
      throw failed;
    }
  }

  /** The process of the command itself. */
  public TestProcess process() {
    return process;
  }

  /** The directory that has its nodes' logs and pid files. */
  public Path directory() {
    return directory;
  }

  /** Where a node serves HTTP, counted from 0, without a slash at the end. */
  public URI url(int node) {
    return URI.create("http://127.0.0.1:" + (httpPort + node));
  }

  /** The processes of the first nodes, as their pid files name them. */
  public List<ProcessHandle> nodes(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> directory.resolve("node-" + i + ".pid"))
        .map(UpProcess::pid)
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).trim());
    } catch (IOException e) {
      throw new UncheckedIOException("no pid in " + file, e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
