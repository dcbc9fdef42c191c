package io.aitta.multijvm.surroundings;

import io.aitta.multijvm.process.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * A network of namespaces, one for each node, on a bridge of this machine, whose links can be cut
 * one way or both. This machine reaches all nodes at any time. It is removed when it is closed or
 * this JVM ends, and by the next campaign where this one is killed. Linux only; only root may make
 * it. Safe for use by several threads.
 */
public final class Network implements Surroundings {
  private static final String DEVICE = "eth0";
  private static final int ROOT = 0;

  private final Names names = new Names(ProcessHandle.current().pid());
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Subnet subnet;
  private final int nodes;

  private Network(Subnet subnet, int nodes) {
    this.subnet = subnet;
    this.nodes = nodes;
  }

  /**
   * Makes one, after removing what campaigns left that were killed.
   *
   * @throws IllegalStateException when this is not root on Linux with the commands {@code ip} and
   *     {@code tc}
   */
  public static Network of(int nodes) {
    requireRoot();
    new Remains(Commands::run, Network::isDeadCampaign).remove();
    long pid = ProcessHandle.current().pid();
    Network network = new Network(Subnet.free(Commands::run, pid), nodes);
    Runtime.getRuntime().addShutdownHook(new Thread(network::close, "network"));
    try {
      network.make();
      return network;
    } catch (IllegalStateException failed) {
      network.close();
      throw new IllegalStateException(
          "cannot make networks: needed are Linux with network namespaces, veth, bridges, HTB and"
              + " u32, and the commands ip and tc (Debian: apt-get install iproute2)",
          failed);
    }
  }

  private static void requireRoot() {
    try {
      if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT)) {
        throw new IllegalStateException("only root may make network namespaces: run this as root");
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new IllegalStateException("network namespaces are there on Linux only", e);
    }
  }

  private static boolean isDeadCampaign(long pid) {
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  private void make() {
    Commands.run("ip link add " + names.bridge() + " type bridge");
    Commands.run("ip addr add " + subnet.bridge() + "/24 dev " + names.bridge());
    Commands.run("ip link set " + names.bridge() + " up");
    IntStream.range(0, nodes).forEach(node -> Commands.runAll(commandsFor(node)));
  }

  private List<String> commandsFor(int node) {
    String name = names.node(node);
    List<String> commands = new ArrayList<>();
    commands.add("ip netns add " + name);
    commands.add("ip link add %s type veth peer name %s netns %s".formatted(name, DEVICE, name));
    commands.add("ip link set %s master %s up".formatted(name, names.bridge()));
    commands.add("ip -n %s addr add %s/24 dev %s".formatted(name, subnet.node(node), DEVICE));
    commands.add("ip -n %s link set lo up".formatted(name));
    commands.add("ip -n %s link set %s up".formatted(name, DEVICE));
    commands.addAll(Traffic.prepare(name, DEVICE));
    return commands;
  }

  @Override
  public Place place(int node) {
    List<String> wrapper = List.of("ip", "netns", "exec", names.node(node));
    return new Place(subnet.node(node), wrapper, Map.of());
  }

  /** Does this to packets on these ways, one way after the other. */
  public void disturb(Traffic traffic, Set<Way> ways) {
    ways.forEach(
        way -> Commands.run(traffic.on(names.node(way.from()), DEVICE, subnet.node(way.to()))));
  }

  /** Lets all packets go again. */
  public void heal() {
    IntStream.range(0, nodes).forEach(node -> Commands.run(Traffic.heal(names.node(node), DEVICE)));
  }

  /** Removes it; processes that are left in it are killed. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      new Remains(Commands::run, pid -> pid == names.pid()).remove();
    }
  }
}
