package io.aitta.core.register.simulation;

import static io.aitta.core.register.simulation.Schedule.MILLI;

import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.Change;
import io.aitta.core.register.proposer.Change.Read;
import io.aitta.core.register.proposer.Change.Swap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;

/**
 * One run: clients, faults and changes of voters for some seconds, then healing and a last look.
 */
final class Simulation {
  private static final int NODES = 5;
  private static final int KEYS = 3;
  private static final int ROUNDS = 45;
  private static final long ROUND = 80 * MILLI;
  private static final long HEALING = 6_000 * MILLI;

  private final long seed;
  private final World world;
  private final Schedule schedule = new Schedule();
  private final Network network;
  private final Cluster cluster;
  private boolean lostDisk;
  private boolean healing;

  Simulation(long seed, Mutation mutation) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    boolean alone = random.nextInt(3) == 0 || mutation == Mutation.FALSE_DEATHS;
    TwoVoterPolicy policy = alone ? TwoVoterPolicy.PROVEN_DEAD : TwoVoterPolicy.MAJORITY;
    this.world = new World(random, policy, mutation);
    this.network = new Network(schedule, random);
    int voters = (alone ? 2 : 1) + random.nextInt(alone ? 2 : 3);
    this.cluster = new Cluster(world, schedule, network, NODES, voters);
  }

  /** What a run came to. */
  record Summary(long decided, long generations, int replacements, int alone, int neverBegun) {}

  /**
   * Runs to the end.
   *
   * @throws AssertionError when something happened that never may, with the seed
   */
  Summary run() {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        act();
        schedule.runUntil(schedule.now() + 1 + world.random().nextLong(ROUND));
      }
      heal();
      lookAtTheEnd();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
    }
    return new Summary(
        cluster.history().decided(),
        cluster.latest().number(),
        cluster.replacements(),
        cluster.invariants().sealedAlone(),
        cluster.invariants().neverBegun());
  }

  private void act() {
    anyNode(true).ifPresent(this::call);
    if (world.policy() == TwoVoterPolicy.PROVEN_DEAD) {
      actOnDeath();
    }
    switch (world.random().nextInt(14)) {
      case 0 -> anyNode(true).ifPresent(cluster::crash);
      case 10 -> replaceFailedProcess();
      case 1, 2 -> anyNode(false).ifPresent(cluster::start);
      case 3 -> anyNode(true).ifPresent(this::replaceVoters);
      case 4 -> network.worsen();
      case 5 -> cutSomewhere();
      case 6 -> network.mend();
      case 7 -> anyNode(true).filter(node -> world.oneIn(3)).ifPresent(SimulatedNode::failDisk);
      case 8 -> anyNode(true).ifPresent(cluster::tellLatest);
      case 9 -> loseDisk();
      default -> {}
    }
  }

  private void actOnDeath() {
    cluster.greetAll();
    cluster.reportDead();
    if (world.oneIn(4)) {
      anyNode(true).ifPresent(this::replaceVoters);
    }
    if (world.oneIn(12)) {
      anyNode(true).filter(cluster::votes).ifPresent(cluster::crash);
    }
  }

  private void replaceFailedProcess() {
    cluster.nodes().stream()
        .filter(node -> node.isUp() && node.voter().acceptor().failure().isPresent())
        .findFirst()
        .ifPresent(cluster::crash);
  }

  private void call(SimulatedNode node) {
    if (cluster.history().openCalls() < 6) {
      List<Change> changes = new ArrayList<>();
      for (int key = 0; key < KEYS; key++) {
        if (world.oneIn(2)) {
          changes.add(world.oneIn(3) ? new Read(key) : swap(key));
        }
      }
      if (!changes.isEmpty()) {
        cluster.submit(node, changes, (100 + world.random().nextInt(1500)) * MILLI);
      }
    }
  }

  private Change swap(int key) {
    RegisterValue next = cluster.history().freshValue();
    return new Swap(key, cluster.history().lastSeen(key), next);
  }

  private void replaceVoters(SimulatedNode node) {
    List<SimulatedNode> up =
        new ArrayList<>(cluster.nodes().stream().filter(SimulatedNode::isUp).toList());
    shuffle(up);
    int most = world.policy() == TwoVoterPolicy.PROVEN_DEAD ? 2 : up.size();
    int size = 1 + world.random().nextInt(Math.min(most, up.size()));
    size = most == 2 && world.random().nextBoolean() ? Math.min(2, up.size()) : size;
    long patience = (200 + world.random().nextInt(3000)) * MILLI;
    List<SimulatedNode> chosen = up.subList(0, size);
    SortedSet<VoterId> voters = Cluster.voters(chosen);
    if (most == 2) {
      meet(voters, chosen.get(0));
    }
    if (node.isUp()) {
      cluster.replaceVoters(node, voters, patience);
    }
  }

  /** Mostly they meet. One may die while its generation begins. */
  private void meet(SortedSet<VoterId> voters, SimulatedNode one) {
    for (int greetings = world.random().nextInt(4); greetings > 0; greetings--) {
      cluster.meet(voters);
      schedule.runUntil(schedule.now() + world.random().nextLong(ROUND / 4));
    }
    if (world.oneIn(3)) {
      schedule.after(world.random().nextLong(ROUND / 4), () -> crashIfUp(one));
    }
  }

  private void crashIfUp(SimulatedNode node) {
    if (node.isUp() && !healing) {
      cluster.crash(node);
    }
  }

  private void cutSomewhere() {
    boolean bothWays = world.random().nextBoolean();
    List<SimulatedNode> shuffled = new ArrayList<>(cluster.nodes());
    shuffle(shuffled);
    int side = 1 + world.random().nextInt(NODES - 1);
    for (SimulatedNode one : shuffled.subList(0, side)) {
      for (SimulatedNode other : shuffled.subList(side, NODES)) {
        network.cut(one.name(), other.name());
        if (bothWays) {
          network.cut(other.name(), one.name());
        }
      }
    }
  }

  private void loseDisk() {
    if (!lostDisk && world.oneIn(4)) {
      anyNode(false)
          .ifPresent(
              node -> {
                node.loseDisk();
                lostDisk = true;
              });
    }
  }

  private void heal() {
    healing = true;
    network.heal();
    for (SimulatedNode node : cluster.nodes()) {
      if (node.isUp()) {
        cluster.crash(node);
      }
      cluster.start(node);
    }
    cluster.nodes().forEach(cluster::tellLatest);
    schedule.runUntil(schedule.now() + HEALING / 10);
  }

  private void lookAtTheEnd() {
    List<Change> reads = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      reads.add(new Read(key));
    }
    long before = cluster.history().decided();
    cluster.nodes().forEach(node -> cluster.submit(node, reads, HEALING));
    schedule.runUntil(schedule.now() + HEALING + 1);
    boolean all = cluster.history().decided() - before == (long) KEYS * NODES;
    if (!all && !lostDisk && world.mutation() == Mutation.NONE) {
      throw new AssertionError("the register is not there after healing");
    }
    cluster.history().byKey().forEach(this::checkLinearizable);
  }

  private void checkLinearizable(int key, List<Operation> operations) {
    if (!Linearizability.holds(operations)) {
      throw new AssertionError("key " + key + " is not linearizable: " + operations);
    }
  }

  private Optional<SimulatedNode> anyNode(boolean up) {
    List<SimulatedNode> those = cluster.nodes().stream().filter(node -> node.isUp() == up).toList();
    return those.isEmpty()
        ? Optional.empty()
        : Optional.of(those.get(world.random().nextInt(those.size())));
  }

  private void shuffle(List<SimulatedNode> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, world.random().nextInt(i + 1));
    }
  }
}
