package io.aitta.multijvm.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cluster of real JVMs on 127.0.0.1. Starting it gives nodes that have all said they are ready;
 * closing it leaves no process behind. Logs stay in {@code target/clusters/NAME}. Not safe for use
 * by several threads.
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

  private static final int START_ATTEMPTS = 3;

  private final Builder plan;
  private final List<JvmNode> nodes = new ArrayList<>();
  private final List<Integer> seeds;

  private JvmCluster(Builder plan) {
    this.plan = plan;
    this.seeds = IntStream.range(0, plan.size).mapToObj(i -> FreePorts.next()).toList();
  }

  /** A cluster of three nodes, unless told otherwise, whose logs go by this name. */
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
    for (int attempt = 1; ; attempt++) {
      JvmNode node = JvmNode.start(spec(nodes.size(), FreePorts.next()));
      try {
        node.awaitReady();
        nodes.add(node);
        return node;
      } catch (PortTakenException taken) {
        node.close();
        if (attempt == START_ATTEMPTS) {
          throw taken;
        }
      } catch (AssertionError failed) {
        node.close();
        throw failed;
      }
    }
  }

  /** The directory of all that the nodes write. */
  public Path directory() {
    return plan.directory;
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
  }

  private NodeSpec spec(int index, int clusterPort) {
    return new NodeSpec(
        "node-" + (index + 1),
        FreePorts.next(),
        clusterPort,
        seeds,
        plan.directory,
        plan.jvmOptions,
        plan.arguments);
  }

  /** What a cluster will be. */
  public static final class Builder {
    private final Path directory;
    private final List<String> jvmOptions = new ArrayList<>(JVM_OPTIONS);
    private final List<String> arguments = new ArrayList<>();
    private int size = 3;

    private Builder(String name) {
      this.directory = Path.of("target", "clusters", name).toAbsolutePath();
    }

    /** How many nodes start together and are each other's seeds. */
    public Builder size(int size) {
      this.size = size;
      return this;
    }

    /** Further options of every JVM; later ones win. */
    public Builder jvmOptions(String... options) {
      jvmOptions.addAll(List.of(options));
      return this;
    }

    /** Further arguments of every node. */
    public Builder arguments(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    /** HOCON that every node reads on top of its defaults. */
    public Builder configuration(String hocon) {
      try {
        Files.createDirectories(directory);
        Path file = Files.writeString(directory.resolve("cluster.conf"), hocon);
        return arguments("--conf", file.toString());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the configuration", e);
      }
    }

    /**
     * Starts all nodes and waits until each is ready; a taken port leads to a new start with
     * others.
     */
    public JvmCluster start() {
      for (int attempt = 1; ; attempt++) {
        JvmCluster cluster = new JvmCluster(this);
        try {
          cluster.startAll();
          return cluster;
        } catch (PortTakenException taken) {
          cluster.close();
          if (attempt == START_ATTEMPTS) {
            throw taken;
          }
        } catch (AssertionError | RuntimeException failed) {
          cluster.close();
          throw failed;
        }
      }
    }
  }
}
