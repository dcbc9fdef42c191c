package io.aitta.simulation;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.operation.Operation;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.Replica;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One process that holds a replica, as a shell would drive it. It dies, pauses and wakes up. */
final class SimulatedNode {
  private static final long MILLI = 1_000_000;
  private static final long TICK = 50 * MILLI;
  private static final long MANAGE = 400 * MILLI;

  /** By how much an answer may miss its deadline: two ticks and what clocks differ. */
  private static final long LATE = 200 * MILLI;

  private final Simulation world;
  private final int place;
  private final MemberId member;
  private final DriftingClock clock;
  private final SimulatedDisk disk;
  private final Replica replica;
  private final long startedAt;
  private final SilenceRule silence;
  private final FounderRule founder;
  private Catalog catalog;
  private final Map<Long, Consumer<Outcome>> arrived = new HashMap<>();
  private final Map<Long, Request> open = new HashMap<>();
  private long tokens;
  private boolean alive = true;
  private long pausedUntil;
  private PauseAt pauseAt = PauseAt.NOWHERE;
  private long pauseNanos;

  /** Where in a step the process is going to stand still. */
  enum PauseAt {
    NOWHERE,
    BEFORE_STEP,
    BEFORE_SENDING
  }

  SimulatedNode(Simulation world, int place, MemberId member, DriftingClock clock) {
    this.world = world;
    this.place = place;
    this.member = member;
    this.clock = clock;
    this.startedAt = world.now();
    this.silence = new SilenceRule(world, this);
    this.founder = new FounderRule(world, this);
    this.catalog = world.caches().catalog();
    this.disk = world.diskOf(place);
    this.replica = replica(new NodeBudgets());
  }

  private Replica replica(NodeBudgets budgets) {
    Copy.Opener opener =
        sink ->
            new Partition(
                0,
                0,
                () -> catalog,
                budgets,
                LruStore::new,
                (number, cache) -> world.queue().in(MILLI, () -> evict(cache)),
                sink);
    ReplicationSettings settings = world.plan().settings();
    Replica.Parts parts = new Replica.Parts(member, settings, opener, world.plan().keeping());
    return disk.open(opener, settings.requests(), this::take)
        .map(copy -> new Replica(parts, copy))
        .orElseGet(() -> new Replica(parts));
  }

  void start() {
    tick();
    manage();
  }

  int place() {
    return place;
  }

  MemberId member() {
    return member;
  }

  Replica replica() {
    return replica;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isPaused() {
    return world.now() < pausedUntil;
  }

  /** The processes that died while this one lived, as far as its sensor could prove it. */
  Set<MemberId> provenDead() {
    return world.deadSince(startedAt);
  }

  void crash() {
    alive = false;
    disk.abandon();
  }

  /** Hears of other caches. */
  void learn(Catalog news) {
    whenAwake(
        () -> {
          catalog = catalog.merge(news);
          begin(new Input.Maintain((partition, now) -> partition.catalogChanged()));
        });
  }

  private void evict(CacheId cache) {
    take(new Input.Maintain((partition, now) -> partition.evictFor(cache, now)));
  }

  /** Stands still for so long, at the next step it takes. */
  void pause(PauseAt at, long nanos) {
    pauseAt = at;
    pauseNanos = nanos;
  }

  /** Its wall clock is set forward or back. */
  void stepClock(long millis) {
    clock.step(millis);
  }

  /** Something happens to the process; while it stands still, it waits. */
  void take(Input input) {
    whenAwake(() -> begin(input));
  }

  /** A client's request arrives. */
  void ask(
      Optional<RequestId> id,
      long answeredBelow,
      CacheId cache,
      Operation<?> operation,
      long timeout,
      Consumer<Outcome> reply) {
    whenAwake(
        () -> {
          tokens++;
          long deadline = clock.at(world.now()).nanos() + timeout;
          Request request = new Request(tokens, id, answeredBelow, cache, operation, deadline);
          arrived.put(tokens, reply);
          begin(new Input.Asked(request));
        });
  }

  private void whenAwake(Runnable action) {
    if (!alive) {
      return;
    }
    if (isPaused()) {
      world.queue().at(pausedUntil, () -> whenAwake(action));
    } else {
      action.run();
    }
  }

  private void begin(Input input) {
    Now now = clock.at(world.now());
    if (pauseAt == PauseAt.BEFORE_STEP) {
      standStill();
      whenAwake(() -> step(now, input));
    } else {
      step(now, input);
    }
  }

  private void standStill() {
    pausedUntil = world.now() + pauseNanos;
    pauseAt = PauseAt.NOWHERE;
  }

  private void step(Now now, Input input) {
    if (input instanceof Input.Asked asked) {
      open.put(asked.request().token(), asked.request());
    }
    world.watch().beforeStep(this);
    silence.taking(now, input);
    List<Output> outputs = replica.step(now, input);
    world.watch().afterStep(this, input);
    for (Output output : outputs) {
      if (output instanceof Output.ProposeConfiguration proposal) {
        silence.proposing(now, proposal);
        founder.proposing(now, proposal);
      }
    }
    founder.stepped(now);
    if (pauseAt == PauseAt.BEFORE_SENDING && !outputs.isEmpty()) {
      standStill();
      whenAwake(() -> outputs.forEach(this::carryOut));
    } else {
      outputs.forEach(this::carryOut);
    }
    if (input instanceof Input.Tick) {
      checkDeadlines(now);
    }
  }

  private void carryOut(Output output) {
    if (output instanceof Output.Send send) {
      send(send.to(), send.message());
    } else if (output instanceof Output.Answer answer) {
      answer(answer);
    } else if (output instanceof Output.ReadConfiguration read) {
      world.register().read(place, read.call(), this::take);
    } else if (output instanceof Output.ProposeConfiguration proposal) {
      world
          .register()
          .propose(
              place,
              proposal.call(),
              proposal.expected(),
              proposal.next(),
              this::isAlive,
              this::take);
    } else if (output instanceof Output.Store store) {
      disk.store(store.number(), store.record());
    } else if (output instanceof Output.ForgetBefore forget) {
      disk.forgetBefore(forget.number());
    } else if (output instanceof Output.StandingChanged changed) {
      world.trace().say(() -> member + " is " + changed.standing());
    } else if (output instanceof Output.Faulted faulted) {
      throw new IllegalStateException(faulted.what(), faulted.cause());
    }
  }

  private void send(MemberId to, ReplicaMessage message) {
    world
        .placeOf(to)
        .ifPresent(
            target ->
                world
                    .network()
                    .send(
                        place,
                        target,
                        message,
                        () ->
                            world
                                .nodeOf(to)
                                .ifPresent(
                                    node -> node.take(new Input.Received(member, message)))));
  }

  private void answer(Output.Answer answer) {
    Request request = open.remove(answer.token());
    if (request == null) {
      throw new Violation(member + " answered request " + answer.token() + " twice");
    }
    world.watch().answered(this, request, answer.outcome());
    arrived.remove(answer.token()).accept(answer.outcome());
  }

  private void checkDeadlines(Now now) {
    for (Request request : open.values()) {
      if (!isPaused() && now.nanos() - request.deadline() > LATE) {
        throw new Violation(member + " did not answer in time: " + request);
      }
    }
  }

  private void tick() {
    if (alive) {
      take(new Input.Tick());
      world.queue().in(TICK, this::tick);
    }
  }

  /** What a shell would see to now and then. */
  private void manage() {
    if (!alive) {
      return;
    }
    provenDead().forEach(dead -> take(new Input.Died(dead)));
    Input.Back back = new Input.Back(world.backInPlaceOf(replica.standing().known()));
    world.queue().in(world.statusDelay(), () -> take(back));
    Part part = replica.standing().part();
    boolean claims = part == Part.IDLE || part == Part.LEARNER || part == Part.BACKUP;
    if (claims && world.isTurnOf(this)) {
      take(world.givenUp().<Input>map(Input.ForceClaim::new).orElseGet(Input.Claim::new));
    } else if (replica.standing().led().isPresent()) {
      take(new Input.Maintain(Partition::sweep));
      world.recruits(this).forEach(recruit -> take(new Input.Recruit(recruit)));
    }
    world.queue().in(MANAGE, this::manage);
  }
}
