package io.aitta.multijvm.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cluster of real JVMs, on 127.0.0.1 unless it is said otherwise. Starting it gives nodes that
 * have all said they are ready; closing it leaves no process behind. Logs stay in {@code
 * target/clusters/NAME}. Not safe for use by several threads.
 */
public final class JvmCluster implements AutoCloseable {
  /** Small heaps, and an end instead of a half-dead JVM where one runs full. */
  public static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.net.preferIPv4Stack=true");

  /** A node that gets no processor for a while is neither given up nor late with its answers. */
  private static final String FOR_TESTS =
      """
      aitta.cluster.start-wait = 2m
      aitta.cluster.join-timeout = 2m
      aitta.http.request-timeout = 30s
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 20s
      """;

  private final Path directory;
  private final Path configuration;
  private final List<JvmNode> nodes = new ArrayList<>();
  private final IntFunction<Place> places;
  private final List<Integer> seeds;

  private JvmCluster(Builder builder) {
    this.directory = builder.directory;
    this.configuration = builder.configurationFile();
    this.places = builder.places;
    this.seeds = IntStream.range(0, builder.size).mapToObj(i -> FreePorts.next()).toList();
  }

  /** A cluster, of three nodes unless it is said otherwise, whose logs go by this name. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** All nodes that were started, dead ones included, in the order of their starts. */
  public List<JvmNode> nodes() {
    return List.copyOf(nodes);
  }

  /** A node by its place in the order of starts, from 0. */
  public JvmNode node(int index) {
    return nodes.get(index);
  }

  /** Starts one more node, named {@code node-N}, and waits until it is ready. */
  public JvmNode addNode() {
    JvmNode node =
        FreePorts.startOn(() -> readyOrClosed(JvmNode.start(spec(nodes.size(), FreePorts.next()))));
    nodes.add(node);
    return node;
  }

  /** Waits until the nodes that run are all members there are and share all partitions evenly. */
  public void awaitSettled() {
    Settlement.await(nodes.stream().filter(node -> node.process().isAlive()).toList());
  }

  /** The directory of all that the nodes write. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    nodes.forEach(JvmNode::close);
  }

  private void startAll() {
    for (int i = 0; i < seeds.size(); i++) {
      nodes.add(JvmNode.start(spec(i, seeds.get(i))));
    }
    nodes.forEach(JvmNode::awaitReady);
    awaitSettled();
  }

  private static JvmNode readyOrClosed(JvmNode node) {
    try {
      return node.awaitReady();
    } catch (PortTakenException | AssertionError failed) {
      node.close();
      throw failed;
    }
  }

  private NodeSpec spec(int index, int clusterPort) {
    return new NodeSpec(
        "node-" + (index + 1),
        places.apply(index),
        FreePorts.next(),
        clusterPort,
        seedList(),
        directory,
        JVM_OPTIONS,
        List.of("--conf", configuration.toString()));
  }

  private List<String> seedList() {
    return IntStream.range(0, seeds.size())
        .mapToObj(i -> places.apply(i).host() + ":" + seeds.get(i))
        .toList();
  }

  /** What a cluster will be. */
  public static final class Builder {
    private final Path directory;
    private final List<String> configuration = new ArrayList<>(List.of(FOR_TESTS));
    private IntFunction<Place> places = index -> Place.HERE;
    private int size = 3;

    private Builder(String name) {
      this.directory = Path.of("target", "clusters", name).toAbsolutePath();
    }

    /** HOCON that every node reads on top of its defaults, and of what was said before. */
    public Builder configuration(String hocon) {
      configuration.add(hocon);
      return this;
    }

    /** How many nodes it begins with. */
    public Builder size(int nodes) {
      this.size = nodes;
      return this;
    }

    /** Where each node runs, counted from 0. */
    public Builder places(IntFunction<Place> places) {
      this.places = places;
      return this;
    }

    /** Starts all nodes and waits until each is ready and partitions have stopped moving. */
    public JvmCluster start() {
      return FreePorts.startOn(this::startOnce);
    }

    private JvmCluster startOnce() {
      JvmCluster cluster = new JvmCluster(this);
      try {
        cluster.startAll();
        return cluster;
      } catch (AssertionError | RuntimeException failed) {
        cluster.close();
        throw failed;
      }
    }

    /** What nodes of that name kept in an earlier run is not theirs. */
    private static void delete(Path data) throws IOException {
      if (Files.exists(data)) {
        try (Stream<Path> files = Files.walk(data)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }

    private Path configurationFile() {
      try {
        Files.createDirectories(directory);
        delete(directory.resolve("data"));
        List<String> lines = new ArrayList<>(configuration);
        lines.add("aitta.cluster.start-with-members = " + size);
        return Files.write(directory.resolve("cluster.conf"), lines);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the configuration", e);
      }
    }
  }
}
