package io.aitta.core.replication;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Operation;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.store.EntryStore;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Replicas, a register that always answers, and a network that delivers at once; time stands. */
final class TestingReplicas {
  /** Whatever is asked of this entry ends in a fault. */
  static final CacheKey FAULTY = CacheKey.of("faulty");

  private static final long MILLI = 1_000_000;

  private final ReplicationSettings settings;
  private final Optional<LogLimits> keeping;

  /** By the name of the node, which may have another process by and by. */
  private final Map<String, List<JournalRecord>> disks = new HashMap<>();

  private final Map<MemberId, List<Output.Store>> held = new HashMap<>();
  private final Map<MemberId, Replica> replicas = new TreeMap<>();
  private final Set<MemberId> unreachable = new HashSet<>();
  private Predicate<ReplicaMessage> lost = message -> false;
  private final Set<MemberId> undecided = new HashSet<>();
  private final Set<MemberId> slowlyAnswered = new HashSet<>();
  private final Map<MemberId, Long> skew = new HashMap<>();
  private final Map<Long, Outcome> outcomes = new HashMap<>();
  private final Queue<Runnable> deliveries = new ArrayDeque<>();
  private final Queue<Runnable> heldBack = new ArrayDeque<>();
  private Optional<Configuration> configuration = Optional.empty();
  private Catalog catalog = Catalog.EMPTY;
  private long millis = 1_000_000;
  private long tokens;
  private long started;

  TestingReplicas(ReplicationSettings settings) {
    this(settings, Optional.empty());
  }

  /** Replicas that keep their copies on disks, which write at once. */
  TestingReplicas(ReplicationSettings settings, Optional<LogLimits> keeping) {
    this.settings = settings;
    this.keeping = keeping;
  }

  /** Adds a process of a node; it has the copy that is on the node's disk. */
  MemberId add(String name) {
    started++;
    MemberId member = new MemberId(name, new UUID(1, started));
    replicas.put(member, replica(member));
    return member;
  }

  private Replica replica(MemberId member) {
    Copy.Opener opener =
        sink ->
            new Partition(
                0,
                0,
                () -> catalog,
                new NodeBudgets(),
                TestingReplicas::store,
                (number, cache) -> {},
                sink);
    CopyRestorer restorer = new CopyRestorer(opener, settings.requests());
    diskOf(member.node()).forEach(restorer::take);
    Replica.Parts parts = new Replica.Parts(member, settings, opener, keeping);
    return restorer
        .result()
        .map(copy -> new Replica(parts, copy))
        .orElseGet(() -> new Replica(parts));
  }

  /** What is on the disk of a node, in its order. */
  List<JournalRecord> diskOf(String node) {
    return disks.computeIfAbsent(node, unseen -> new ArrayList<>());
  }

  /** The member's disk takes nothing from now on. */
  void holdDisk(MemberId member) {
    held.put(member, new ArrayList<>());
  }

  /** The member's disk fails, and writes nothing until it is mended. */
  void failDisk(MemberId member) {
    holdDisk(member);
    give(member, new Input.StoreFailed());
  }

  /** The member's disk goes on with what can follow what it has. */
  void mendDisk(MemberId member) {
    List<Output.Store> all = List.copyOf(held.get(member));
    held.get(member).removeIf(store -> !follows(all, store));
    releaseDisk(member);
  }

  private static boolean follows(List<Output.Store> all, Output.Store store) {
    return all.stream()
        .filter(other -> other.number() <= store.number())
        .map(Output.Store::record)
        .anyMatch(it -> it instanceof JournalRecord.Round round && round.kind() != Kind.AGAIN);
  }

  /** The member's disk takes what has come meanwhile, and goes on. */
  void releaseDisk(MemberId member) {
    List<Output.Store> waiting = held.remove(member);
    waiting.forEach(store -> store(member, store));
    deliver();
  }

  /** The member's disk takes all that has come but the last record, and stands still again. */
  void storeAllButTheLast(MemberId member) {
    List<Output.Store> waiting = held.get(member);
    while (waiting.size() > 1) {
      store(member, waiting.remove(0));
    }
    deliver();
  }

  private void store(MemberId member, Output.Store store) {
    diskOf(member.node()).add(store.record());
    deliveries.add(() -> take(member, new Input.Stored(store.number())));
  }

  /** A store in which {@link #FAULTY} can't be found without a fault. */
  private static EntryStore store(long now) {
    LruStore store = new LruStore(now);
    return (EntryStore)
        Proxy.newProxyInstance(
            EntryStore.class.getClassLoader(),
            new Class<?>[] {EntryStore.class},
            (proxy, method, arguments) -> {
              if (arguments != null && FAULTY.equals(arguments[0])) {
                throw new IllegalStateException("a fault of the test");
              }
              return method.invoke(store, arguments);
            });
  }

  CacheId cache(String name, boolean replicated) {
    return cache(name, replicated, CacheConfig.Durability.NONE);
  }

  CacheId cache(String name, boolean replicated, CacheConfig.Durability durability) {
    CacheConfig config =
        new CacheConfig(
            0,
            0,
            CacheConfig.UNLIMITED,
            CacheConfig.UNLIMITED,
            CacheConfig.OnFull.EVICT,
            replicated,
            durability);
    CacheName cacheName = new CacheName(name);
    catalog = catalog.configured(cacheName, config, new Version(1, catalog.entries().size() + 1));
    return catalog.idOf(cacheName).orElseThrow();
  }

  Configuration configuration() {
    return configuration.orElseThrow();
  }

  /** The register has lost what it decided last: this is the latest from now on. */
  void registerGoesBackTo(Optional<Configuration> earlier) {
    configuration = earlier;
  }

  Part partOf(MemberId member) {
    return replicas.get(member).standing().part();
  }

  /** Up to where the copy goes that the member had on its disk, while it waits with it. */
  Optional<Version> returnedWith(MemberId member) {
    return replicas.get(member).standing().returned().map(Standing.Return::head);
  }

  /** Whom the member leads and does not hear. */
  Set<MemberId> silentTo(MemberId member) {
    return replicas.get(member).standing().silent();
  }

  /** Whom the member leads and gives a copy. */
  Set<MemberId> learningFrom(MemberId member) {
    return replicas.get(member).standing().learning();
  }

  void give(MemberId member, Input input) {
    take(member, input);
    deliver();
  }

  private void deliver() {
    while (!deliveries.isEmpty()) {
      deliveries.poll().run();
    }
  }

  /** Founds the partition there and gives the others copies. */
  void lead(MemberId primary, MemberId... others) {
    give(primary, new Input.Claim());
    pass(100);
    for (MemberId other : others) {
      give(primary, new Input.Recruit(other));
      pass(300);
    }
  }

  /** Nothing reaches the member or comes from it any more, and the register is out of its reach. */
  void cutOff(MemberId member) {
    unreachable.add(member);
    undecided.add(member);
  }

  /** Everything reaches the member again. */
  void reconnect(MemberId member) {
    unreachable.remove(member);
    undecided.remove(member);
  }

  /** Messages of that kind are lost from now on, on every way. */
  void lose(Predicate<ReplicaMessage> kind) {
    lost = kind;
  }

  /** What the member has counted. */
  long counted(MemberId member, Counter counter) {
    return replicas.get(member).counters().get(counter);
  }

  /** The register can't be asked by the member: what it proposes is not accepted. */
  void loseRegister(MemberId member) {
    undecided.add(member);
  }

  void findRegister(MemberId member) {
    undecided.remove(member);
  }

  /** What the register answers the member from now on is under way until it is let through. */
  void holdAnswers(MemberId member) {
    slowlyAnswered.add(member);
  }

  void letAnswersThrough(MemberId member) {
    slowlyAnswered.remove(member);
    deliveries.addAll(heldBack);
    heldBack.clear();
    deliver();
  }

  /** The member's wall clock is set to differ from the others'. */
  void setClock(MemberId member, long aheadMillis) {
    skew.put(member, aheadMillis);
  }

  /** The process is gone, and nobody knows it. */
  void stop(MemberId member) {
    replicas.remove(member);
  }

  /** The process is gone, and everybody knows it. */
  void kill(MemberId member) {
    stop(member);
    for (MemberId other : Set.copyOf(replicas.keySet())) {
      give(other, new Input.Died(member));
    }
  }

  void pass(long passing) {
    for (long passed = 0; passed < passing; passed += 50) {
      millis += 50;
      for (MemberId member : Set.copyOf(replicas.keySet())) {
        give(member, new Input.Tick());
      }
    }
  }

  /** Time in which nobody takes a step. */
  void standStill(long passing) {
    millis += passing;
  }

  Optional<Outcome> ask(MemberId member, CacheId cache, Operation<?> operation) {
    return ask(member, Optional.empty(), cache, operation);
  }

  Optional<Outcome> ask(
      MemberId member, Optional<RequestId> id, CacheId cache, Operation<?> operation) {
    tokens++;
    long token = tokens;
    long deadline = (millis + 2_000) * MILLI;
    give(member, new Input.Asked(new Request(token, id, 0, cache, operation, deadline)));
    return outcomeOf(token);
  }

  /** What the latest request was answered, if it was. */
  Optional<Outcome> latestOutcome() {
    return outcomeOf(tokens);
  }

  private Optional<Outcome> outcomeOf(long token) {
    return Optional.ofNullable(outcomes.get(token));
  }

  private void take(MemberId member, Input input) {
    Optional.ofNullable(replicas.get(member))
        .map(replica -> replica.step(now(member), input))
        .ifPresent(outputs -> outputs.forEach(output -> carryOut(member, output)));
  }

  private Now now(MemberId member) {
    return new Now(millis * MILLI, millis + skew.getOrDefault(member, 0L));
  }

  private void carryOut(MemberId from, Output output) {
    if (output instanceof Output.Send send) {
      boolean cut = unreachable.contains(from) || unreachable.contains(send.to());
      if (!cut && !lost.test(send.message())) {
        deliveries.add(() -> take(send.to(), new Input.Received(from, send.message())));
      }
    } else if (output instanceof Output.Answer answer) {
      outcomes.put(answer.token(), answer.outcome());
    } else if (output instanceof Output.Store store) {
      Optional.ofNullable(held.get(from))
          .ifPresentOrElse(waiting -> waiting.add(store), () -> store(from, store));
    } else if (output instanceof Output.ReadConfiguration read) {
      tell(from, read.call());
    } else if (output instanceof Output.ProposeConfiguration proposal) {
      decide(from, proposal);
    }
  }

  private void decide(MemberId from, Output.ProposeConfiguration proposal) {
    if (configuration.equals(proposal.expected()) && !undecided.contains(from)) {
      configuration = Optional.of(proposal.next());
    }
    tell(from, proposal.call());
  }

  private void tell(MemberId member, long call) {
    Input answer =
        undecided.contains(member)
            ? new Input.Undecided(call)
            : new Input.Decided(call, configuration);
    (slowlyAnswered.contains(member) ? heldBack : deliveries).add(() -> take(member, answer));
  }
}
