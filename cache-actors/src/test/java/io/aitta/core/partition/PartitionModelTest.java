package io.aitta.core.partition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.core.partition.ReferenceCache.Item;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PartitionModelTest {
  private static final int KEYS = 40;

  @Property(tries = 150)
  void anyOperations_agreeWithAPlainMapAndMakeAnEqualCopy(@ForAll long seed) {
    Run run = new Run(seed, CacheConfig.DEFAULT);
    for (int step = 0; step < 400; step++) {
      run.step();
      run.checkAccounts();
    }
    run.checkContent();
    run.checkCopy();
  }

  @Property(tries = 60)
  void anyOperations_withLimits_keepToThemAndMakeAnEqualCopy(
      @ForAll long seed, @ForAll boolean evicting) {
    OnFull onFull = evicting ? OnFull.EVICT : OnFull.REJECT;
    Random random = new Random(seed);
    CacheConfig config =
        PartitionFixture.limited(1 + random.nextInt(30), 200 + random.nextInt(3000), onFull);
    PartitionFixture node = new PartitionFixture(1, config);
    for (int step = 0; step < 400; step++) {
      int number = random.nextInt(KEYS);
      switch (random.nextInt(4)) {
        case 0 -> node.get("k" + number);
        case 1 -> node.run(PartitionFixture.living("k" + number, 1 + random.nextInt(50)));
        default -> node.run(PartitionFixture.put("k" + number, random.nextInt(400)));
      }
      node.now += random.nextInt(4);
      assertThat(node.budgets.entries(node.cache())).isLessThanOrEqualTo(config.maxEntries());
      assertThat(node.budgets.bytes(node.cache())).isLessThanOrEqualTo(config.maxBytes());
      Run.checkAccounts(node);
    }
    Run.checkCopy(node);
  }

  /** A partition and the map that it is to agree with. */
  private static final class Run {
    private final Random random;
    private final PartitionFixture node;
    private final ReferenceCache reference = new ReferenceCache();

    Run(long seed, CacheConfig config) {
      this.random = new Random(seed);
      this.node = new PartitionFixture(1, config);
    }

    void step() {
      String key = "k" + random.nextInt(KEYS);
      switch (random.nextInt(14)) {
        case 0, 1, 2 -> put(key);
        case 3, 4 -> get(key);
        case 5 -> remove(key);
        case 6 -> increment(key);
        case 7 -> touch(key);
        case 8 -> changeLifetime(key);
        case 9 -> swap(key);
        case 10 -> take(key);
        case 11 -> invalidate();
        case 12 -> node.only().sweep(node.now);
        default -> node.now += random.nextInt(60);
      }
    }

    private void put(String key) {
      Put put = new Put(CacheKey.of(key), number(), lifetime(), tags(), condition());
      Optional<Item> before = reference.find(key, node.now);
      boolean holds =
          put.condition().equals(Condition.ALWAYS)
              || before.isPresent() == put.condition().equals(Condition.IF_PRESENT);
      Object reply = node.run(put);
      if (holds) {
        reference.put(key, item(put.value(), put.tags(), put.lifetime()));
        assertThat(reply instanceof StoreReply.Replaced).isEqualTo(before.isPresent());
        assertThat(reply instanceof StoreReply.Created).isEqualTo(before.isEmpty());
      } else {
        assertThat(reply).isInstanceOf(PreconditionFailed.class);
      }
    }

    private void get(String key) {
      assertSame((Lookup) node.run(new Get(CacheKey.of(key), true)), reference.use(key, node.now));
    }

    private void remove(String key) {
      Object reply = node.run(new Remove(CacheKey.of(key), Condition.ALWAYS));
      assertThat(reply instanceof Absent).isEqualTo(reference.remove(key, node.now).isEmpty());
    }

    private void increment(String key) {
      CountReply.Counted counted =
          (CountReply.Counted) node.run(new Increment(CacheKey.of(key), 3, 10, Condition.ALWAYS));
      Item before = reference.find(key, node.now).orElse(new Item("10", Tags.NONE, 0, 0, node.now));
      long sum = Long.parseLong(before.value()) + 3;
      assertThat(counted.value()).isEqualTo(sum);
      reference.put(key, before.with(Long.toString(sum), node.now));
    }

    private void touch(String key) {
      Object reply = node.run(new Touch(CacheKey.of(key)));
      assertThat(reply instanceof Absent).isEqualTo(reference.use(key, node.now).isEmpty());
    }

    private void changeLifetime(String key) {
      long ttl = random.nextInt(100);
      long idle = random.nextInt(100);
      Object reply = node.run(new ChangeLifetime(CacheKey.of(key), ttl, idle, Condition.ALWAYS));
      Optional<Item> item = reference.find(key, node.now);
      assertThat(reply instanceof Absent).isEqualTo(item.isEmpty());
      long end = ttl == 0 ? 0 : node.now + ttl;
      item.ifPresent(found -> reference.put(key, found.living(end, idle, node.now)));
    }

    private void swap(String key) {
      GetAndPut swap = new GetAndPut(CacheKey.of(key), number(), lifetime(), tags());
      Optional<Entry> previous = ((SwapReply.Swapped) node.run(swap)).previous();
      assertThat(previous.map(entry -> text(entry.value())))
          .isEqualTo(reference.find(key, node.now).map(Item::value));
      reference.put(key, item(swap.value(), swap.tags(), swap.lifetime()));
    }

    private void take(String key) {
      assertSame(
          (Lookup) node.run(new GetAndRemove(CacheKey.of(key))), reference.remove(key, node.now));
    }

    private void invalidate() {
      boolean byTag = random.nextBoolean();
      Selector selector =
          byTag
              ? new Selector.Tagged(Set.of("t1"))
              : new Selector.Prefixed("k3".getBytes(US_ASCII));
      long removed = 0;
      Optional<ScanPosition> from = Optional.empty();
      do {
        InvalidateReply reply = (InvalidateReply) node.run(new Invalidate(selector, from));
        removed += reply.removed();
        from = reply.next();
      } while (from.isPresent());
      long expected =
          reference.removeIf(
              item ->
                  byTag
                      ? item.getValue().tags().names().contains("t1")
                      : item.getKey().startsWith("k3"),
              node.now);
      assertThat(removed).isEqualTo(expected);
    }

    void checkContent() {
      assertThat(
              node.content(node.only()).stream()
                  .map(hit -> hit.found().key().toString())
                  .collect(Collectors.toSet()))
          .isEqualTo(reference.keys(node.now));
      assertThat(node.statistics().entries()).isEqualTo(reference.keys(node.now).size());
    }

    void checkAccounts() {
      checkAccounts(node);
    }

    void checkCopy() {
      checkCopy(node);
    }

    static void checkAccounts(PartitionFixture node) {
      CacheStatistics counted = node.statistics();
      assertThat(node.budgets.entries(node.cache())).isEqualTo(counted.entries());
      assertThat(node.budgets.bytes(node.cache())).isEqualTo(counted.bytes());
      List<Lookup.Hit> content = node.content(node.only());
      assertThat(content).hasSize((int) counted.entries());
      assertThat(content.stream().mapToLong(hit -> hit.found().bytes()).sum())
          .isEqualTo(counted.bytes());
    }

    /** Reads are no effects, so the copy may not know when an entry was last read. */
    static void checkCopy(PartitionFixture node) {
      PartitionFixture copy = new PartitionFixture(1, CacheConfig.DEFAULT);
      node.effects.forEach(effect -> copy.only().apply(effect, 0));
      assertThat(copy.only().version()).isEqualTo(node.only().version());
      copy.now = 0;
      assertThat(unread(copy)).isEqualTo(unread(node));
    }

    private static Set<Entry> unread(PartitionFixture node) {
      return node.content(node.only()).stream()
          .map(hit -> hit.found().usedAt(0))
          .collect(Collectors.toSet());
    }

    private static void assertSame(Lookup reply, Optional<Item> expected) {
      assertThat(reply.entry().map(entry -> text(entry.value())))
          .isEqualTo(expected.map(Item::value));
      assertThat(reply.entry().map(Entry::tags)).isEqualTo(expected.map(Item::tags));
    }

    private static String text(CacheValue value) {
      return new String(value.toBytes(), US_ASCII);
    }

    private CacheValue number() {
      return CacheValue.copyOf(
          Integer.toString(random.nextInt(1000)).getBytes(US_ASCII), "text/plain");
    }

    private Lifetime lifetime() {
      return new Lifetime(
          random.nextBoolean() ? 0 : 1 + random.nextInt(200),
          random.nextBoolean() ? 0 : 1 + random.nextInt(100));
    }

    private Tags tags() {
      return random.nextInt(5) == 0 ? Tags.of("t1", "t2") : Tags.NONE;
    }

    private Condition condition() {
      return switch (random.nextInt(4)) {
        case 0 -> Condition.IF_ABSENT;
        case 1 -> Condition.IF_PRESENT;
        default -> Condition.ALWAYS;
      };
    }

    private Item item(CacheValue value, Tags tags, Lifetime lifetime) {
      long ttl = lifetime.timeToLiveMillis();
      return new Item(
          text(value), tags, ttl == 0 ? 0 : node.now + ttl, lifetime.maxIdleMillis(), node.now);
    }
  }
}
