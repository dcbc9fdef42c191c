package io.aitta.simulation;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.replication.protocol.Standing.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** One run: a cluster with one partition that is used while it is being broken, and then heals. */
final class Simulation {
  private static final long MILLI = 1_000_000;
  private static final long HEALING = 15_000 * MILLI;
  private static final long FORGETTING = 12_000 * MILLI;
  private static final long TURN = 1_000 * MILLI;
  private static final long READING = 6_000 * MILLI;

  private final Plan plan;
  private final EventQueue queue = new EventQueue();
  private final SplittableRandom random;
  private final Trace trace;
  private final Caches caches;
  private final Network network;
  private final SimulatedRegister register;
  private final Watch watch = new Watch(this);
  private final OperationLog log = new OperationLog();
  private final Nemesis nemesis;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<SimulatedDisk> disks = new ArrayList<>();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Map<MemberId, Integer> places = new HashMap<>();

  /** When the others' sensors proved that it is dead. */
  private final Map<MemberId, Long> dead = new TreeMap<>();

  private final boolean sensesDeath;
  private boolean busy = true;

  /**
   * What a run amounted to.
   *
   * @param lost whether faults took all who were in sync, so that the partition had to stay refused
   * @param begunAnew how often the partition began anew, since all who were in sync had died
   * @param regretted how often it did though somebody alive, not in sync, had all that mattered
   */
  record Summary(
      int faults,
      long calls,
      long acknowledgedWrites,
      boolean lost,
      int begunAnew,
      int regretted) {}

  private Simulation(Plan plan, boolean traced) {
    this.plan = plan;
    this.caches = new Caches(plan.keeps());
    this.random = new SplittableRandom(plan.seed() ^ 0x5DEECE66DL);
    this.trace = new Trace(traced, queue);
    this.network = new Network(queue, random.split(), plan);
    this.register = new SimulatedRegister(queue, random.split(), watch::decided);
    this.nemesis = new Nemesis(this, random.split());
    this.sensesDeath = random.nextInt(4) > 0;
  }

  /**
   * Runs a plan from its beginning to its end.
   *
   * @throws Violation when something happened that must never happen
   */
  static Summary run(Plan plan, boolean traced) {
    return new Simulation(plan, traced).run();
  }

  private Summary run() {
    trace.say(plan::toString);
    for (int place = 0; place < plan.nodes(); place++) {
      disks.add(new SimulatedDisk(queue, random.split()));
      nodes.add(newNode(place));
    }
    nodes.forEach(SimulatedNode::start);
    for (int i = 0; i < plan.clients(); i++) {
      clients.add(new SimulatedClient(this, plan.nodes() + i, random.split(), chance(3)));
    }
    clients.forEach(SimulatedClient::start);
    nemesis.start();
    queue.runUntil(plan.busyMillis() * MILLI);
    heal();
    queue.runUntil(queue.now() + HEALING);
    boolean lost = isLost();
    if (lost && plan.keeps()) {
      throw new Violation("nobody leads, though the disks have all there was: " + standings());
    }
    if (!watch.isMistaken()) {
      checkAll(lost);
    }
    return new Summary(
        nemesis.faults(),
        log.size(),
        watch.acknowledgedWrites(),
        lost,
        watch.losses(),
        watch.regrets());
  }

  private void checkAll(boolean lost) {
    if (lost) {
      checkNobodyCouldBeginAnew();
    } else {
      checkHealth();
      readAll();
      checkCopies();
      checkMemory();
    }
    log.check();
  }

  Plan plan() {
    return plan;
  }

  EventQueue queue() {
    return queue;
  }

  long now() {
    return queue.now();
  }

  Trace trace() {
    return trace;
  }

  Caches caches() {
    return caches;
  }

  Network network() {
    return network;
  }

  SimulatedRegister register() {
    return register;
  }

  Watch watch() {
    return watch;
  }

  OperationLog log() {
    return log;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  boolean isBusy() {
    return busy;
  }

  boolean chance(int onceIn) {
    return random.nextInt(onceIn) == 0;
  }

  /** The processes that were proven dead since then, where there is a sensor for that. */
  Set<MemberId> deadSince(long time) {
    Set<MemberId> since = new TreeSet<>(dead.keySet());
    since.removeIf(member -> !sensesDeath || dead.get(member) < time);
    return since;
  }

  /** Whose turn it is to claim what nobody leads; each has it for a while. */
  boolean isTurnOf(SimulatedNode node) {
    return queue.now() / TURN % plan.nodes() == node.place();
  }

  Optional<Integer> placeOf(MemberId member) {
    return Optional.ofNullable(places.get(member));
  }

  /** The process of that member, if it lives. */
  Optional<SimulatedNode> nodeOf(MemberId member) {
    return placeOf(member)
        .map(nodes::get)
        .filter(node -> node.isAlive() && node.member().equals(member));
  }

  /** Mostly a node that thinks it leads, of several the one in the latest epoch; at times any. */
  SimulatedNode likelyPrimary(SplittableRandom chance) {
    Optional<SimulatedNode> latest =
        nodes.stream()
            .filter(SimulatedNode::isAlive)
            .filter(node -> node.replica().standing().part() == Part.PRIMARY)
            .max(Comparator.comparingLong(Simulation::epochOf));
    return latest.isEmpty() || chance.nextInt(8) == 0
        ? nodes.get(chance.nextInt(nodes.size()))
        : latest.get();
  }

  private static long epochOf(SimulatedNode node) {
    return node.replica().standing().known().map(Configuration::epoch).orElse(0L);
  }

  SimulatedDisk diskOf(int place) {
    return disks.get(place);
  }

  /** How long it takes until a node hears how others are. */
  long statusDelay() {
    return random.nextLong(500 * MILLI);
  }

  /** Of those who are counted in and dead: what their nodes have come back with. */
  Map<MemberId, Optional<Version>> backInPlaceOf(Optional<Configuration> known) {
    Map<MemberId, Optional<Version>> back = new HashMap<>();
    known.ifPresent(
        configuration ->
            configuration.inSync().stream()
                .filter(member -> nodeOf(member).isEmpty())
                .forEach(
                    member -> {
                      SimulatedNode there = nodes.get(places.get(member));
                      if (there.isAlive()) {
                        back.put(member, returnedWith(there, member));
                      }
                    }));
    return back;
  }

  private static Optional<Version> returnedWith(SimulatedNode node, MemberId life) {
    return node.replica()
        .standing()
        .returned()
        .filter(it -> it.lives().contains(life))
        .map(Standing.Return::head);
  }

  /** Every process dies, and starts again by and by. */
  void crashAll(SplittableRandom chance) {
    List.copyOf(nodes).stream()
        .filter(SimulatedNode::isAlive)
        .forEach(node -> crash(node, 100 * MILLI + chance.nextLong(4_000 * MILLI)));
  }

  /** The living members that a primary should give copies, as far as copies are missing. */
  List<MemberId> recruits(SimulatedNode primary) {
    Set<MemberId> inSync = new TreeSet<>();
    primary.replica().standing().led().ifPresent(known -> inSync.addAll(known.inSync()));
    int heard = inSync.size() - primary.replica().standing().silent().size();
    return nodes.stream()
        .filter(SimulatedNode::isAlive)
        .map(SimulatedNode::member)
        .filter(member -> !inSync.contains(member))
        .limit(Math.max(0, plan.copies() - heard))
        .toList();
  }

  /** What an operator gives up who sees that all who are in sync are dead. */
  Optional<Configuration> givenUp() {
    return plan.operator() == Plan.Operator.CAREFUL && isLost()
        ? register.current()
        : Optional.empty();
  }

  /** Has a cache be another; nodes hear of it one after another. */
  void changeCaches(SplittableRandom chance) {
    Catalog changed = caches.change(chance);
    nodes.forEach(node -> queue.in(chance.nextLong(2_000 * MILLI), () -> node.learn(changed)));
  }

  void crash(SimulatedNode node, long restartIn) {
    node.crash();
    queue.in(20 * MILLI + random.nextLong(400 * MILLI), () -> dead.put(node.member(), queue.now()));
    queue.in(restartIn, () -> restart(node));
  }

  private void restart(SimulatedNode node) {
    if (nodes.get(node.place()) == node) {
      nodes.set(node.place(), newNode(node.place()));
      nodes.get(node.place()).start();
    }
  }

  private SimulatedNode newNode(int place) {
    MemberId member = new MemberId("n" + place, new UUID(random.nextLong(), random.nextLong()));
    places.put(member, place);
    double rate = 1 + (random.nextBoolean() ? plan.drift() : -plan.drift());
    long skew = random.nextLong(7_200_000) - 3_600_000;
    DriftingClock clock = new DriftingClock(rate, random.nextLong(), 1_700_000_000_000L + skew);
    trace.say(() -> member + " runs at " + rate);
    return new SimulatedNode(this, place, member, clock);
  }

  private void heal() {
    trace.say(() -> "--- everything heals");
    busy = false;
    network.heal();
    register.heal();
    disks.forEach(SimulatedDisk::heal);
    List.copyOf(nodes).stream().filter(node -> !node.isAlive()).forEach(this::restart);
  }

  private boolean isLost() {
    return register
        .current()
        .map(current -> current.inSync().stream().noneMatch(m -> nodeOf(m).isPresent()))
        .orElse(false);
  }

  /** Who joined after a death has no proof of it; one that has them all is to begin anew. */
  private void checkNobodyCouldBeginAnew() {
    Set<MemberId> lost = register.current().orElseThrow().inSync();
    boolean givenUp = plan.settings().onLoss() == OnLoss.AVAILABILITY;
    if (givenUp && nodes.stream().anyMatch(node -> node.provenDead().containsAll(lost))) {
      throw new Violation("nobody began anew, though one who lives knows that all are dead");
    }
  }

  private void checkHealth() {
    Configuration current =
        register.current().orElseThrow(() -> new Violation("there never was a primary"));
    if (nodes.stream().filter(n -> n.replica().standing().part() == Part.PRIMARY).count() != 1) {
      throw new Violation("there is not one primary: " + standings());
    }
    if (current.inSync().size() < plan.copies()) {
      throw new Violation("copies are missing: " + current + ", " + standings());
    }
    if (!clients.stream().allMatch(SimulatedClient::isIdle)) {
      throw new Violation("a client still waits");
    }
  }

  /** What was to live briefly has no other calls in the log: by now it must be gone. */
  private void readAll() {
    List<String> keys = new ArrayList<>(Workload.REGISTERS);
    keys.addAll(Workload.COUNTERS);
    keys.addAll(Workload.BRIEF);
    List<SimulatedClient> readers = new ArrayList<>();
    long before = log.size();
    for (String key : keys) {
      SimulatedClient reader =
          new SimulatedClient(
              this, plan.nodes() + plan.clients() + readers.size(), random.split(), false);
      readers.add(reader);
      reader.begin(Workload.get(caches, key));
    }
    queue.runUntil(queue.now() + READING);
    if (log.size() - before != keys.size()) {
      throw new Violation("a key could not be read in the end");
    }
  }

  /** After some quiet all copies in sync are at the same version, and equal. */
  private void checkCopies() {
    Set<Version> heads = new TreeSet<>();
    Set<Long> digests = new TreeSet<>();
    for (MemberId member : register.current().orElseThrow().inSync()) {
      Copy copy =
          nodeOf(member)
              .flatMap(Watch::wholeCopy)
              .orElseThrow(() -> new Violation(member + " is in sync and has no copy"));
      heads.add(copy.head());
      digests.add(Watch.digest(copy));
    }
    if (heads.size() != 1 || digests.size() != 1) {
      throw new Violation("copies differ in the end: " + heads);
    }
  }

  /** Who is out has given its memory back, unless nobody ever told it that it was in. */
  private void checkMemory() {
    queue.runUntil(queue.now() + FORGETTING);
    if (nodes.stream().anyMatch(node -> node.replica().standing().part() == Part.LEARNER)) {
      // The first step of a catch-up that was over came late.
      queue.runUntil(queue.now() + FORGETTING);
    }
    Configuration current = register.current().orElseThrow();
    for (SimulatedNode node : nodes) {
      boolean out = !current.inSync().contains(node.member());
      boolean stays =
          node.replica().standing().part() == Part.BACKUP && epochOf(node) == current.epoch();
      if (out && node.replica().copy().isPresent() && !stays) {
        throw new Violation(
            node.member() + " is out and keeps a copy: " + node.replica().standing());
      }
    }
  }

  private List<String> standings() {
    return nodes.stream().map(n -> n.member() + " " + n.replica().standing()).toList();
  }
}
