package io.aitta.testing;

import static io.aitta.testing.Awaiting.answerOf;
import static io.aitta.testing.Awaiting.failureOf;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Version;
import io.aitta.embedded.BulkResult;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheEntry;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.CounterException;
import io.aitta.embedded.OverBudgetException;
import io.aitta.embedded.PutOptions;
import io.aitta.embedded.Selection;
import io.aitta.embedded.TimeLeft;
import io.aitta.embedded.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/**
 * What every cache of texts does, wherever its entries are: in this JVM or in a cluster. Each test
 * has a cache of its own. Goes by the real clock.
 */
public abstract class CacheContract {
  private static final AtomicInteger OPENED = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofHours(1);

  /** Opens a cache of that name, by {@code utf8} codecs or the like. */
  protected abstract Cache<String, String> open(CacheName name, CacheSettings settings);

  /** An actor system to run streams in. */
  protected abstract ActorSystem<?> system();

  /** A cache that nobody has used, with time for a machine that is busy. */
  protected final Cache<String, String> open(CacheSettings settings) {
    CacheName name = new CacheName("contract-" + OPENED.incrementAndGet());
    return open(name, settings.withTimeout(PATIENCE));
  }

  /** A cache of defaults that nobody has used, with time for a machine that is busy. */
  protected final Cache<String, String> open() {
    return open(CacheSettings.DEFAULT);
  }

  @Test
  void get_unusedCache_isEmpty() {
    assertThat(answerOf(open().get("a"))).isEmpty();
  }

  @Test
  void put_thenGet_returnsTheValue() {
    Cache<String, String> cache = open();

    answerOf(cache.put("a", "1"));

    assertThat(answerOf(cache.get("a"))).contains("1");
    assertThat(answerOf(cache.containsKey("a"))).isTrue();
    assertThat(answerOf(cache.containsKey("b"))).isFalse();
  }

  @Test
  void put_keysAndValuesOfAllKinds_areKept() {
    Cache<String, String> cache = open();
    List<String> texts =
        List.of("a/b", "a%2Fb", "a+b c", "päivää", "𝄞", "?q=1#x", ";,:@&=$", "\"");
    for (String text : texts) {
      answerOf(cache.put(text, "of " + text));
    }

    assertThat(answerOf(cache.getAll(texts)))
        .isEqualTo(texts.stream().collect(toMap(text -> text, text -> "of " + text)));
  }

  @Test
  void put_emptyValue_isAValue() {
    Cache<String, String> cache = open();

    answerOf(cache.put("a", ""));

    assertThat(answerOf(cache.get("a"))).contains("");
  }

  @Test
  void put_largeValue_isKeptWhole() {
    Cache<String, String> cache = open();
    String large = "0123456789abcdef".repeat(64 * 1024);

    answerOf(cache.put("a", large));

    assertThat(answerOf(cache.get("a")).orElseThrow()).isEqualTo(large);
  }

  @Test
  void put_again_givesAnotherVersion() {
    Cache<String, String> cache = open();

    Version first = answerOf(cache.put("a", "1"));
    answerOf(cache.remove("a"));
    Version second = answerOf(cache.put("a", "1"));

    assertThat(second).isNotEqualTo(first);
    assertThat(answerOf(cache.getVersioned("a"))).contains(new Versioned<>("1", second));
  }

  @Test
  void putIfAbsent_storesTheFirstOnly() {
    Cache<String, String> cache = open();

    assertThat(answerOf(cache.putIfAbsent("a", "1"))).isPresent();
    assertThat(answerOf(cache.putIfAbsent("a", "2"))).isEmpty();
    assertThat(answerOf(cache.get("a"))).contains("1");
  }

  @Test
  void replace_storesWhereThereIsOneOnly() {
    Cache<String, String> cache = open();

    assertThat(answerOf(cache.replace("a", "1"))).isEmpty();
    assertThat(answerOf(cache.get("a"))).isEmpty();
    answerOf(cache.put("a", "2"));
    assertThat(answerOf(cache.replace("a", "3"))).isPresent();
    assertThat(answerOf(cache.get("a"))).contains("3");
  }

  @Test
  void replaceIfVersion_storesOverThatVersionOnly() {
    Cache<String, String> cache = open();
    Version first = answerOf(cache.put("a", "1"));

    Optional<Version> second = answerOf(cache.replaceIfVersion("a", "2", first));

    assertThat(second).isPresent();
    assertThat(answerOf(cache.replaceIfVersion("a", "3", first))).isEmpty();
    assertThat(answerOf(cache.getVersioned("a")))
        .contains(new Versioned<>("2", second.orElseThrow()));
    assertThat(answerOf(cache.replaceIfVersion("b", "1", first))).isEmpty();
  }

  @Test
  void remove_saysWhetherThereWasOne() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "1"));

    assertThat(answerOf(cache.remove("a"))).isTrue();
    assertThat(answerOf(cache.remove("a"))).isFalse();
    assertThat(answerOf(cache.get("a"))).isEmpty();
  }

  @Test
  void removeIfVersion_removesThatVersionOnly() {
    Cache<String, String> cache = open();
    Version first = answerOf(cache.put("a", "1"));
    Version second = answerOf(cache.put("a", "2"));

    assertThat(answerOf(cache.removeIfVersion("a", first))).isFalse();
    assertThat(answerOf(cache.get("a"))).contains("2");
    assertThat(answerOf(cache.removeIfVersion("a", second))).isTrue();
    assertThat(answerOf(cache.removeIfVersion("a", second))).isFalse();
  }

  @Test
  void increment_countsFromItsInitialValue() {
    Cache<String, String> cache = open();

    assertThat(answerOf(cache.counters().increment("a", 5, 100))).isEqualTo(105);
    assertThat(answerOf(cache.counters().increment("a", -6))).isEqualTo(99);
    assertThat(answerOf(cache.counters().get("a"))).hasValue(99);
    assertThat(answerOf(cache.counters().get("b"))).isEmpty();
    assertThat(answerOf(cache.get("a"))).contains("99");
  }

  @Test
  void increment_ofWhatIsNoNumber_failsAndChangesNothing() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "one"));

    failureOf(cache.counters().increment("a", 1), CounterException.class);

    assertThat(answerOf(cache.get("a"))).contains("one");
  }

  @Test
  void increment_pastTheRange_failsAndChangesNothing() {
    Cache<String, String> cache = open();
    answerOf(cache.counters().increment("a", 0, Long.MAX_VALUE));

    failureOf(cache.counters().increment("a", 1), CounterException.class);

    assertThat(answerOf(cache.counters().get("a"))).hasValue(Long.MAX_VALUE);
  }

  @Test
  void bulk_putGetRemove_doAll() {
    Cache<String, String> cache = open();
    Map<String, String> entries =
        IntStream.range(0, 700).boxed().collect(toMap(i -> "k" + i, i -> "v" + i));

    assertThat(answerOf(cache.putAll(entries))).containsOnlyKeys(entries.keySet());
    assertThat(answerOf(cache.getAll(entries.keySet()))).isEqualTo(entries);
    assertThat(answerOf(cache.removeAll(List.of("k1", "k2", "k2", "none")))).isEqualTo(2);
    assertThat(answerOf(cache.getAll(List.of("k0", "k1", "none")))).isEqualTo(Map.of("k0", "v0"));
  }

  @Test
  void put_withTimeToLive_endsInTime() {
    Cache<String, String> cache = open();
    answerOf(cache.put("soon", "1", PutOptions.DEFAULT.withTimeToLive(SOON)));
    answerOf(cache.put("late", "1", PutOptions.DEFAULT.withTimeToLive(LATE)));

    TimeLeft left = answerOf(cache.timeLeft("late")).orElseThrow();

    assertThat(left.timeToLive().orElseThrow()).isBetween(LATE.dividedBy(2), LATE);
    assertThat(left.idle()).isEmpty();
    await().atMost(PATIENCE).until(() -> answerOf(cache.get("soon")).isEmpty());
    assertThat(answerOf(cache.get("late"))).contains("1");
  }

  @Test
  void put_withMaxIdle_endsWhenNobodyUsesIt() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "1", PutOptions.DEFAULT.withMaxIdle(SOON)));

    await().atMost(PATIENCE).until(() -> answerOf(cache.timeLeft("a")).isEmpty());

    assertThat(answerOf(cache.get("a"))).isEmpty();
  }

  @Test
  void touch_restartsTheIdleTime() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "1", PutOptions.DEFAULT.withMaxIdle(LATE)));
    await().atMost(PATIENCE).until(() -> idleLeft(cache).compareTo(LATE.minusMillis(300)) < 0);
    long began = System.nanoTime();

    assertThat(answerOf(cache.touch("a"))).isTrue();

    Duration left = idleLeft(cache);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(left).isGreaterThan(LATE.minus(took).minusMillis(100));
    assertThat(answerOf(cache.touch("none"))).isFalse();
  }

  @Test
  void lifetime_isChangedAndLifted_versionStays() {
    Cache<String, String> cache = open();
    Version version = answerOf(cache.put("a", "1"));

    assertThat(answerOf(cache.expireAfter("a", LATE))).isTrue();
    assertThat(answerOf(cache.expireAfterIdle("a", LATE))).isTrue();
    TimeLeft both = answerOf(cache.timeLeft("a")).orElseThrow();
    assertThat(answerOf(cache.persist("a"))).isTrue();

    assertThat(both.timeToLive()).isPresent();
    assertThat(both.idle()).isPresent();
    assertThat(answerOf(cache.timeLeft("a")))
        .contains(new TimeLeft(Optional.empty(), Optional.empty()));
    assertThat(answerOf(cache.getVersioned("a"))).contains(new Versioned<>("1", version));
    assertThat(answerOf(cache.expireAfter("none", LATE))).isFalse();
    assertThat(answerOf(cache.persist("none"))).isFalse();
  }

  @Test
  void open_withConfiguration_appliesToEntries() {
    CacheConfig config = with(LATE.toMillis(), CacheConfig.UNLIMITED);
    Cache<String, String> cache = open(CacheSettings.DEFAULT.withConfig(config));

    answerOf(cache.put("a", "1"));
    answerOf(cache.put("b", "1", PutOptions.DEFAULT.withTimeToLive(LATE.multipliedBy(2))));

    assertThat(timeLeft(cache, "a")).isBetween(LATE.dividedBy(2), LATE);
    assertThat(timeLeft(cache, "b")).isGreaterThan(LATE);
  }

  @Test
  void put_moreThanTheCacheMayHold_isRefused() {
    CacheConfig config = with(Lifetime.NONE, 64 * 1024);
    Cache<String, String> cache = open(CacheSettings.DEFAULT.withConfig(config));

    failureOf(cache.put("a", "x".repeat(1024 * 1024)), OverBudgetException.class);

    assertThat(answerOf(cache.get("a"))).isEmpty();
  }

  @Test
  void invalidate_removesWhatIsSelected() {
    Cache<String, String> cache = open();
    answerOf(cache.put("user:1", "1", PutOptions.DEFAULT.withTags("eu", "gold")));
    answerOf(cache.put("user:2", "2", PutOptions.DEFAULT.withTags("us")));
    answerOf(cache.put("order:1", "3", PutOptions.DEFAULT.withTags("eu")));
    answerOf(cache.put("order:2", "4"));

    assertThat(answerOf(cache.invalidate(Selection.tagged("gold", "us")))).isEqualTo(2);
    assertThat(answerOf(cache.invalidate(Selection.prefix("order:1")))).isEqualTo(1);
    assertThat(keys(cache, Selection.all())).containsExactly("order:2");
    assertThat(answerOf(cache.invalidate(Selection.all()))).isEqualTo(1);
    assertThat(keys(cache, Selection.all())).isEmpty();
  }

  @Test
  void entries_areListedOnceEach() {
    Cache<String, String> cache = open();
    Map<String, String> entries =
        IntStream.range(0, 2500).boxed().collect(toMap(i -> "k" + i, i -> "v" + i));
    answerOf(cache.putAll(entries));

    List<CacheEntry<String, String>> listed =
        answerOf(cache.entries(Selection.all()).runWith(Sink.seq(), system()));

    assertThat(listed).hasSameSizeAs(entries.keySet());
    assertThat(listed.stream().collect(toMap(CacheEntry::key, CacheEntry::value)))
        .isEqualTo(entries);
    assertThat(keys(cache, Selection.prefix("k249")))
        .containsExactlyInAnyOrderElementsOf(
            entries.keySet().stream().filter(key -> key.startsWith("k249")).toList());
  }

  @Test
  void flows_putAndGet_inOrder() {
    Cache<String, String> cache = open();
    List<String> keys = IntStream.range(0, 1000).mapToObj(i -> "k" + i).toList();

    List<BulkResult<String, Version>> stored =
        answerOf(
            Source.from(keys)
                .map(key -> Pair.create(key, "of " + key))
                .via(cache.putFlow(PutOptions.DEFAULT, 4))
                .runWith(Sink.seq(), system()));
    List<BulkResult<String, Optional<String>>> found =
        answerOf(Source.from(keys).via(cache.getFlow(4)).runWith(Sink.seq(), system()));

    assertThat(stored).extracting(BulkResult::key).isEqualTo(keys);
    assertThat(found).extracting(BulkResult::key).isEqualTo(keys);
    assertThat(found)
        .allSatisfy(result -> assertThat(result.orThrow()).contains("of " + result.key()));
  }

  @Test
  void statistics_countUse() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "1"));
    answerOf(cache.put("b", "1"));
    answerOf(cache.get("a"));
    answerOf(cache.get("none"));
    answerOf(cache.remove("b"));

    CacheStatistics statistics = answerOf(cache.statistics());

    assertThat(statistics.entries()).isEqualTo(1);
    assertThat(statistics.puts()).isEqualTo(2);
    assertThat(statistics.hits()).isEqualTo(1);
    assertThat(statistics.misses()).isEqualTo(1);
    assertThat(statistics.removals()).isEqualTo(1);
    assertThat(statistics.bytes()).isPositive();
  }

  @Test
  void increment_racing_losesNone() {
    Cache<String, String> cache = open();

    Race.run(client -> IntStream.range(0, 50).forEach(i -> add(cache)));

    assertThat(answerOf(cache.counters().get("a"))).hasValue(Race.CLIENTS * 50L);
  }

  @Test
  void putIfAbsent_racing_hasOneWinner() {
    Cache<String, String> cache = open();
    AtomicInteger won = new AtomicInteger();

    Race.run(
        client -> {
          for (int i = 0; i < 50; i++) {
            answerOf(cache.putIfAbsent("k" + i, "of " + client))
                .ifPresent(version -> won.incrementAndGet());
          }
        });

    assertThat(won).hasValue(50);
  }

  @Test
  void replaceIfVersion_racing_losesNone() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "0"));

    Race.run(client -> IntStream.range(0, 10).forEach(i -> addByVersion(cache)));

    assertThat(answerOf(cache.get("a"))).contains(String.valueOf(Race.CLIENTS * 10));
  }

  @Test
  void arguments_outOfBounds_areRefusedAtOnce() {
    Cache<String, String> cache = open();

    assertThatThrownBy(() -> cache.get(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.put("a", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.getAndPut("a", "1", null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.removeIfVersion("a", null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.replaceIfVersion("a", "1", null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.getAll(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.expireAfter("a", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cache.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void selectionThatIsNull_isRefusedAtOnce_andRemovesNothing() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "1"));

    assertThatThrownBy(() -> cache.invalidate(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.entries(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.keys(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> cache.page(null, 1, Optional.empty()))
        .isInstanceOf(NullPointerException.class);

    assertThat(answerOf(cache.get("a"))).contains("1");
  }

  private List<String> keys(Cache<String, String> cache, Selection<String> selection) {
    return answerOf(cache.keys(selection).runWith(Sink.seq(), system()));
  }

  private static void add(Cache<String, String> cache) {
    answerOf(cache.counters().increment("a", 1));
  }

  private static void addByVersion(Cache<String, String> cache) {
    Optional<Version> stored = Optional.empty();
    while (stored.isEmpty()) {
      Versioned<String> read = answerOf(cache.getVersioned("a")).orElseThrow();
      String next = String.valueOf(Long.parseLong(read.value()) + 1);
      stored = answerOf(cache.replaceIfVersion("a", next, read.version()));
    }
  }

  private static Duration idleLeft(Cache<String, String> cache) {
    return answerOf(cache.timeLeft("a")).flatMap(TimeLeft::idle).orElseThrow();
  }

  private static Duration timeLeft(Cache<String, String> cache, String key) {
    return answerOf(cache.timeLeft(key)).flatMap(TimeLeft::timeToLive).orElseThrow();
  }

  private static CacheConfig with(long timeToLiveMillis, long maxBytes) {
    CacheConfig defaults = CacheConfig.DEFAULT;
    return new CacheConfig(
        timeToLiveMillis,
        defaults.maxIdleMillis(),
        defaults.maxEntries(),
        maxBytes,
        CacheConfig.OnFull.REJECT,
        defaults.replicated(),
        defaults.durability());
  }
}
