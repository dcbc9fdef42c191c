package io.aitta.simulation;

import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing.Part;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches every step for what must never happen: two who serve in one epoch, two copies that differ
 * at one version, an acknowledged write that a copy in sync does not have or that fewer have than
 * are to, a new epoch that begins without one.
 */
final class Watch {
  private static final Set<Part> WHOLE =
      EnumSet.of(
          Part.RETURNED,
          Part.BACKUP,
          Part.CANDIDATE,
          Part.RECOVERING,
          Part.PRIMARY,
          Part.HANDING_OVER);
  private static final Set<Part> LEADING =
      EnumSet.of(Part.RECOVERING, Part.PRIMARY, Part.HANDING_OVER);

  private static final long LOOKED_AT = 4;

  private final Simulation world;
  private final Map<Version, Long> contents = new HashMap<>();
  private final NavigableMap<Long, MemberId> leaders = new TreeMap<>();

  /** Who has had a request that was done, by its id. */
  private final Map<RequestId, Set<MemberId>> holders = new HashMap<>();

  /** The whole copy that each has, or had when it died. */
  private final Map<MemberId, Copy> copies = new HashMap<>();

  private Set<MemberId> latest = Set.of();
  private Version acknowledged = new Version(0, 0);
  private Version headBefore = new Version(0, 0);
  private boolean wholeBefore;
  private boolean ledBefore;
  private long acknowledgedWrites;
  private int losses;
  private int regrets;
  private boolean mistaken;

  Watch(Simulation world) {
    this.world = world;
  }

  long acknowledgedWrites() {
    return acknowledgedWrites;
  }

  /** Whether an operator gave up somebody who lives: two may have served then, unknown to each. */
  boolean isMistaken() {
    return mistaken;
  }

  /** Who has led, the latest first. */
  List<MemberId> leaders() {
    return List.copyOf(leaders.descendingMap().values());
  }

  /** How often it did though somebody alive had every acknowledged write, out of sync. */
  int regrets() {
    return regrets;
  }

  /** How often the partition began anew. */
  int losses() {
    return losses;
  }

  void beforeStep(SimulatedNode node) {
    Optional<Copy> copy = wholeCopy(node);
    wholeBefore = copy.isPresent();
    headBefore = copy.map(Copy::head).orElse(new Version(0, 0));
    ledBefore = LEADING.contains(node.replica().standing().part());
  }

  void afterStep(SimulatedNode node, Input input) {
    Optional<Copy> copy = wholeCopy(node);
    if (copy.isEmpty()) {
      checkNotDropped(node, input);
      return;
    }
    if (LEADING.contains(node.replica().standing().part())) {
      checkLeader(node, copy.get());
    }
    if (copies.get(node.member()) != copy.get()) {
      noteHolder(node.member(), copy.get(), new Version(0, 0));
    }
    if (!copy.get().head().equals(headBefore)) {
      checkContent(node, copy.get(), input);
      noteHolder(node.member(), copy.get(), headBefore);
    }
  }

  /** A write was acknowledged: every living copy that the register counts in has it. */
  void answered(SimulatedNode node, Request request, Outcome outcome) {
    if (!(outcome instanceof Outcome.Done) || request.id().isEmpty() || mistaken) {
      return;
    }
    if (!request.cache().equals(world.caches().shared()) || isOfBefore(node)) {
      return;
    }
    acknowledgedWrites++;
    RequestId id = request.id().get();
    checkEnoughHave(node, id);
    world
        .register()
        .current()
        .ifPresent(current -> current.inSync().forEach(member -> checkHas(member, id, node)));
    wholeCopy(node)
        .flatMap(copy -> copy.requests().find(id))
        .filter(done -> done.version().compareTo(acknowledged) > 0)
        .ifPresent(done -> acknowledged = done.version());
  }

  /** Who has not heard yet that all was lost says what was done before. */
  private boolean isOfBefore(SimulatedNode node) {
    return node.replica().standing().known().filter(known -> known.losses() < losses).isPresent();
  }

  /** A configuration was decided: who is counted in has what was acknowledged. */
  void decided(Configuration configuration) {
    world.trace().say(() -> "decided " + configuration);
    if (configuration.losses() > losses) {
      begunAnew(configuration);
      return;
    }
    latest = configuration.inSync();
    if (mistaken) {
      return;
    }
    for (MemberId member : configuration.inSync()) {
      Optional<SimulatedNode> node = world.nodeOf(member);
      if (node.isPresent() && acknowledgedWrites > 0) {
        Optional<Version> head = wholeCopy(node.get()).map(Copy::head);
        if (head.isEmpty() || head.get().compareTo(acknowledged) < 0) {
          throw new Violation(
              member + " is counted in with " + head + ", acknowledged was " + acknowledged);
        }
      }
    }
  }

  /** All is lost, if all who were in sync are dead, in truth and not as somebody thinks. */
  private void begunAnew(Configuration configuration) {
    boolean rash = world.plan().operator() == Plan.Operator.RASH;
    for (MemberId member : latest) {
      mistaken |= rash && world.nodeOf(member).isPresent();
      if (!rash && world.nodeOf(member).isPresent()) {
        throw new Violation(configuration + " begins empty while " + member + " lives");
      }
    }
    losses = configuration.losses();
    regrets += isSomewhere() ? 1 : 0;
    latest = configuration.inSync();
    acknowledged = new Version(0, 0);
    world.log().clear(world.now());
  }

  /** Whether somebody has all that was acknowledged, though the register does not count it in. */
  private boolean isSomewhere() {
    return acknowledgedWrites > 0
        && world.nodes().stream()
            .filter(SimulatedNode::isAlive)
            .flatMap(node -> wholeCopy(node).stream())
            .anyMatch(copy -> copy.head().compareTo(acknowledged) >= 0);
  }

  static Optional<Copy> wholeCopy(SimulatedNode node) {
    return WHOLE.contains(node.replica().standing().part())
        ? node.replica().copy()
        : Optional.empty();
  }

  /** Who is counted in does not give its copy up. */
  private void checkNotDropped(SimulatedNode node, Input input) {
    boolean counted =
        world
            .register()
            .current()
            .filter(current -> current.inSync().contains(node.member()))
            .isPresent();
    if (wholeBefore && counted && !mistaken) {
      throw new Violation(node.member() + " is counted in and dropped its copy after " + input);
    }
  }

  private void noteHolder(MemberId member, Copy copy, Version after) {
    copies.put(member, copy);
    copy.requests().snapshot().done().stream()
        .filter(done -> done.version().compareTo(after) > 0)
        .forEach(
            done ->
                holders.computeIfAbsent(done.request().id(), id -> new HashSet<>()).add(member));
  }

  /**
   * Of those in sync, in its epoch, as many have the write as writes are to have. A copy made after
   * its client gave the write up has it without its answer.
   */
  private void checkEnoughHave(SimulatedNode primary, RequestId id) {
    Configuration known = primary.replica().standing().known().orElseThrow();
    Configuration counted =
        world.register().current().filter(now -> now.epoch() == known.epoch()).orElse(known);
    Set<MemberId> having = new HashSet<>(holders.getOrDefault(id, Set.of()));
    counted.inSync().stream().filter(member -> hasForgotten(member, id)).forEach(having::add);
    having.retainAll(counted.inSync());
    if (having.size() < world.plan().settings().minCopies()) {
      throw new Violation(primary.member() + " acknowledged " + id + ", which " + having + " have");
    }
  }

  private boolean hasForgotten(MemberId member, RequestId id) {
    return Optional.ofNullable(copies.get(member))
        .filter(copy -> copy.requests().mayHaveForgotten(id))
        .isPresent();
  }

  private void checkHas(MemberId member, RequestId id, SimulatedNode primary) {
    Optional<SimulatedNode> node = world.nodeOf(member);
    if (node.isEmpty()) {
      return;
    }
    boolean has =
        wholeCopy(node.get())
            .filter(
                copy ->
                    copy.requests().find(id).isPresent() || copy.requests().mayHaveForgotten(id))
            .isPresent();
    if (!has) {
      throw new Violation(
          primary.member() + " acknowledged " + id + ", which " + member + " has not");
    }
  }

  private void checkLeader(SimulatedNode node, Copy copy) {
    long epoch = copy.partition().epoch();
    MemberId leader = leaders.putIfAbsent(epoch, node.member());
    if (leader != null && !leader.equals(node.member())) {
      throw new Violation(node.member() + " and " + leader + " both lead in epoch " + epoch);
    }
    boolean current = world.register().current().orElseThrow().epoch() == epoch;
    if (!ledBefore && current && !mistaken && headBefore.compareTo(acknowledged) < 0) {
      throw new Violation(
          "epoch " + epoch + " begins at " + headBefore + ", acknowledged was " + acknowledged);
    }
  }

  /** Looks at one version in four: copies that differ go on differing. */
  private void checkContent(SimulatedNode node, Copy copy, Input input) {
    if (copy.head().sequence() % LOOKED_AT != 0) {
      return;
    }
    long digest = digest(copy);
    Long other = contents.putIfAbsent(copy.head(), digest);
    if (other != null && other != digest) {
      throw new Violation(
          node.member() + " differs from another copy at " + copy.head() + " after " + input);
    }
  }

  /** Entries and remembered requests, but not how entries were read, which copies don't know. */
  static long digest(Copy copy) {
    long[] digest = {copy.requests().snapshot().hashCode()};
    Optional<CopyPosition> at = Optional.of(CopyPosition.START);
    while (at.isPresent()) {
      at =
          copy.partition()
              .copy(
                  at.get(),
                  (cache, entry) -> {
                    digest[0] = digest[0] * 31 + entry.key().hashCode();
                    digest[0] = digest[0] * 31 + entry.value().hashCode();
                    digest[0] = digest[0] * 31 + entry.version().hashCode();
                    digest[0] = digest[0] * 31 + Long.hashCode(entry.lifespan().expiresAt());
                    return true;
                  });
    }
    return digest[0];
  }
}
