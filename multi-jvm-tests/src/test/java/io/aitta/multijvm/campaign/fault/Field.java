package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.campaign.client.Doors;
import io.aitta.multijvm.campaign.client.Sides;
import io.aitta.multijvm.campaign.client.Tails;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.surroundings.Surroundings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;

/**
 * Where faults happen: a cluster, what it runs in, the doors its clients go through, and a prober.
 * Not safe for use by several threads.
 */
public final class Field {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

  private final JvmCluster cluster;
  private final Surroundings surroundings;
  private final Doors doors;
  private final Sides sides;
  private final Prober prober;
  private final Tails tails;
  private final RandomGenerator random;
  private final Queue<JvmNode> departed = new ArrayDeque<>();

  /** A field on which all nodes that run are open to clients. */
  public Field(
      JvmCluster cluster,
      Surroundings surroundings,
      Doors doors,
      Sides sides,
      Prober prober,
      Tails tails,
      RandomGenerator random) {
    this.cluster = cluster;
    this.surroundings = surroundings;
    this.doors = doors;
    this.sides = sides;
    this.prober = prober;
    this.tails = tails;
    this.random = random;
    alive().forEach(node -> doors.open(node.url()));
  }

  RandomGenerator random() {
    return random;
  }

  /** Writes whose answers do not wait for disks, of a cache that is kept, if any is. */
  Tails tails() {
    return tails;
  }

  Doors doors() {
    return doors;
  }

  Sides sides() {
    return sides;
  }

  static Doors doorsOf(List<JvmNode> nodes) {
    Doors doors = new Doors();
    nodes.forEach(node -> doors.open(node.url()));
    return doors;
  }

  /**
   * What the nodes run in.
   *
   * @throws ClassCastException when that is of another kind
   */
  <T extends Surroundings> T surroundings(Class<T> kind) {
    return surroundings.as(kind);
  }

  /** The place of a node in the order of starts, from 0. */
  int indexOf(JvmNode node) {
    return cluster.nodes().indexOf(node);
  }

  List<JvmNode> alive() {
    return cluster.nodes().stream().filter(node -> node.process().isAlive()).toList();
  }

  JvmNode any() {
    return anyBut(node -> false);
  }

  JvmNode anyBut(Predicate<JvmNode> excluded) {
    List<JvmNode> choice = alive().stream().filter(excluded.negate()).toList();
    return choice.get(random.nextInt(choice.size()));
  }

  /** All that run, that one first, the others in any order. */
  List<JvmNode> allFrom(JvmNode first) {
    List<JvmNode> all = new ArrayList<>(alive());
    all.remove(first);
    Collections.rotate(all, random.nextInt(1 + all.size()));
    all.add(0, first);
    return all;
  }

  /** The node that has been a member for longest: it keeps the cluster's singletons. */
  JvmNode oldest() {
    String name = ClusterState.of(alive().get(0)).oldest();
    return cluster.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  /** Keys of partitions that the node leads. */
  List<String> keysLedBy(JvmNode node) {
    JvmNode asked = anyBut(node::equals);
    return prober.keysIn(ClusterState.of(asked).ledBy(node.name()), random);
  }

  /** How long after a time of {@link System#nanoTime} each key was written again. */
  List<Duration> outages(List<String> keys, long since) {
    return outages(keys, since, doors);
  }

  /** The same, with writes through these nodes. */
  List<Duration> outages(List<String> keys, long since, Doors through) {
    return prober.outages(keys, since, through);
  }

  /** Takes a node from the clients' list, then from the cluster, and waits for its end. */
  void leave(JvmNode node) {
    doors.close(node.url());
    node.stop();
  }

  /** Starts a node that has ended, and opens it to clients when it is ready. */
  void bringBack(JvmNode node) {
    node.restart();
    doors.open(node.url());
  }

  /** The same for all that have ended, but for those that departed. */
  void bringBackEnded() {
    cluster.nodes().stream()
        .filter(node -> !isAlive(node) && !departed.contains(node))
        .forEach(this::bringBack);
  }

  /** Starts nodes that have all ended, with the first of them to begin the cluster again. */
  void bringBackTogether(List<JvmNode> nodes) {
    nodes.forEach(JvmNode::startAgain);
    nodes.forEach(JvmNode::awaitReady);
  }

  /** Lets nothing happen for a while. */
  void rest(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** One node more: one that departed, or a new one where none has. */
  JvmNode arrival() {
    if (departed.isEmpty()) {
      return addNode();
    }
    JvmNode node = departed.remove();
    bringBack(node);
    return node;
  }

  /** Lets a node leave until one arrives. */
  void depart(JvmNode node) {
    leave(node);
    departed.add(node);
  }

  JvmNode addNode() {
    JvmNode added = cluster.addNode();
    doors.open(added.url());
    return added;
  }

  /** Waits until every node that runs says that all copies of all partitions are complete. */
  public void awaitGreen() {
    await("the copies are complete", () -> isGreen());
  }

  /**
   * Waits for nodes that may find themselves shut out or replaced and end, and brings each back
   * that does; then all are open to clients.
   */
  void awaitGreenAgain() {
    await(
        "the copies are complete again",
        () -> {
          bringBackEnded();
          return isGreen();
        });
    alive().forEach(node -> doors.open(node.url()));
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(String what, Condition condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_INTERVAL)
        .pollInSameThread()
        .ignoreExceptions()
        .until(condition::holds);
  }

  private static boolean isAlive(JvmNode node) {
    return node.process().isAlive();
  }

  private boolean isGreen() {
    List<JvmNode> nodes = alive();
    List<String> names = nodes.stream().map(JvmNode::name).sorted().toList();
    return nodes.stream().allMatch(node -> ClusterState.of(node).isGreen(names));
  }
}
