package io.aitta.simulation;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.Remove;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.Reply;
import io.aitta.simulation.Call.Action;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws what a client does; each value that is stored is another. */
final class Workload {
  static final List<String> REGISTERS =
      IntStream.range(0, 10).mapToObj(number -> "k" + number).toList();
  static final List<String> COUNTERS = List.of("c0", "c1");

  /** What is stored there lives for less than a second. */
  static final List<String> BRIEF =
      IntStream.range(0, 12).mapToObj(number -> "t" + number).toList();

  /** Longer than any run lasts by any clock: an entry that lives so long may not end. */
  private static final long LONG_MILLIS = 120_000;

  /** After the death of all a partition has its time from a wall clock that may be wrong. */
  private static final long VERY_LONG_MILLIS = 100L * 24 * 3_600_000;

  private static final Set<String> ALL =
      Stream.concat(REGISTERS.stream(), COUNTERS.stream()).collect(Collectors.toUnmodifiableSet());

  private final Caches caches;
  private final SplittableRandom random;
  private final boolean readsOnly;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(Version version, long value) {}

  Workload(Caches caches, SplittableRandom random, boolean readsOnly) {
    this.caches = caches;
    this.random = random;
    this.readsOnly = readsOnly;
  }

  Task next() {
    if (readsOnly) {
      return get(caches, anyRegister());
    }
    int kind = random.nextInt(100);
    if (kind < 40) {
      return onRegister(anyRegister());
    }
    if (kind < 75) {
      return onCounter(COUNTERS.get(random.nextInt(COUNTERS.size())));
    }
    return kind < 80 ? list() : unchecked();
  }

  static Task get(Caches caches, String key) {
    return checked(caches, new Get(CacheKey.of(key), true), Action.GET, 0, 0);
  }

  /** Remembers versions, to replace what was seen. */
  void learn(Task task, Reply reply) {
    if (reply instanceof Lookup.Hit hit && task.operation() instanceof KeyOperation<?> one) {
      long value = Task.number(hit.found().value());
      seen.put(one.key().toString(), new Seen(hit.found().version(), value));
    }
  }

  private String anyRegister() {
    return REGISTERS.get(random.nextInt(REGISTERS.size()));
  }

  private Task onRegister(String name) {
    CacheKey key = CacheKey.of(name);
    long fresh = random.nextLong(1L << 40);
    return switch (random.nextInt(8)) {
      case 0, 1 -> checked(put(key, fresh, Condition.ALWAYS), Action.PUT, fresh, 0);
      case 2 -> checked(put(key, fresh, Condition.IF_ABSENT), Action.PUT_IF_ABSENT, fresh, 0);
      case 3 -> replace(name, key, fresh);
      case 4 -> checked(swap(key, fresh), Action.SWAP, fresh, 0);
      case 5 -> checked(new Remove(key, Condition.ALWAYS), Action.REMOVE, 0, 0);
      default -> get(caches, name);
    };
  }

  private GetAndPut swap(CacheKey key, long number) {
    return new GetAndPut(key, value(number), lifetime(), Tags.NONE);
  }

  private Lifetime lifetime() {
    return random.nextBoolean()
        ? Lifetime.INHERITED
        : Lifetime.INHERITED.withTimeToLive(caches.areKept() ? VERY_LONG_MILLIS : LONG_MILLIS);
  }

  private Task replace(String name, CacheKey key, long fresh) {
    Optional<Seen> latest = Optional.ofNullable(seen.get(name));
    return latest
        .map(
            it ->
                checked(
                    put(key, fresh, Condition.ifVersion(it.version())),
                    Action.REPLACE,
                    fresh,
                    it.value()))
        .orElseGet(() -> get(caches, name));
  }

  private Task onCounter(String name) {
    return random.nextInt(4) == 0
        ? get(caches, name)
        : checked(
            new Increment(CacheKey.of(name), 1 + random.nextInt(3), 0, Condition.ALWAYS),
            Action.ADD,
            0,
            0);
  }

  private Task list() {
    ListPage page = new ListPage(new Selector.All(), Optional.empty(), 1000, 1 << 20, true);
    return new Task(caches.shared(), page, Action.GET, 0, 0, true, ALL);
  }

  /** Entries that end by themselves, and those of a cache without copies. */
  private Task unchecked() {
    CacheKey key = CacheKey.of(BRIEF.get(random.nextInt(BRIEF.size())));
    CacheId cache =
        switch (random.nextInt(4)) {
          case 0 -> caches.shared();
          case 1 -> caches.alone();
          case 2 -> caches.small();
          default -> caches.brief();
        };
    Operation<?> operation = new Get(key, true);
    if (random.nextInt(3) > 0) {
      Lifetime brief = Lifetime.INHERITED.withTimeToLive(1 + random.nextInt(800));
      operation = new Put(key, value(random.nextInt(1000)), brief, Tags.NONE, Condition.ALWAYS);
    }
    return new Task(cache, operation, Action.GET, 0, 0, false, Set.of());
  }

  private Put put(CacheKey key, long number, Condition condition) {
    return new Put(key, value(number), lifetime(), Tags.NONE, condition);
  }

  private static CacheValue value(long number) {
    return CacheValue.owning(
        Long.toString(number).getBytes(StandardCharsets.US_ASCII), "text/plain");
  }

  private Task checked(Operation<?> operation, Action action, long argument, long expected) {
    return checked(caches, operation, action, argument, expected);
  }

  private static Task checked(
      Caches caches, Operation<?> operation, Action action, long argument, long expected) {
    long delta = operation instanceof Increment increment ? increment.delta() : argument;
    return new Task(caches.shared(), operation, action, delta, expected, true, Set.of());
  }
}
