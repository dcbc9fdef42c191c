package io.aitta.embedded;

import static io.aitta.testing.Awaiting.answerOf;
import static io.aitta.testing.Awaiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.embedded.codec.Codec;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.UnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheRoadTest {
  private static final CacheName NAME = new CacheName("users");
  private static final CacheConfig SMALL =
      new CacheConfig(
          0, 0, 100, 1_000_000, CacheConfig.OnFull.EVICT, true, CacheConfig.Durability.NONE);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final CacheSettings SETTINGS = CacheSettings.DEFAULT.withTimeout(PATIENCE);

  private final TestingGateway gateway = new TestingGateway();
  private final Cache<String, String> cache = open(SETTINGS);

  @Test
  void open_asksNobody() {
    assertThat(gateway.declared).hasValue(0);
    assertThat(gateway.caches()).isEmpty();
  }

  @Test
  void firstUse_makesTheCacheOnce() {
    gateway.hold();
    CompletionStage<?> first = cache.get("a");
    CompletionStage<?> second = cache.put("a", "1");
    gateway.release();

    answerOf(first);
    answerOf(second);
    assertThat(gateway.declared).hasValue(1);
    assertThat(gateway.caches()).containsOnlyKeys(NAME);
  }

  @Test
  void firstUse_cacheIsThere_declaresNothing() {
    answerOf(gateway.memory.configure(NAME, SMALL, Duration.ofSeconds(1)));

    answerOf(cache.get("a"));

    assertThat(gateway.declared).hasValue(0);
    assertThat(gateway.configuration(NAME)).contains(SMALL);
  }

  @Test
  void firstUse_withConfiguration_configuresWhatIsThere() {
    answerOf(cache.get("a"));

    answerOf(open(SETTINGS.withConfig(SMALL)).get("a"));

    assertThat(gateway.configuration(NAME)).contains(SMALL);
  }

  @Test
  void declarationFails_operationFailsAlike_nextOneTriesAgain() {
    gateway.memory.failNext(new NoQuorumException("alone"));

    failureOf(cache.get("a"), NoQuorumException.class);

    assertThat(gateway.executed).hasValue(0);
    assertThat(answerOf(cache.get("a"))).isEmpty();
  }

  @Test
  void declarationIsLate_operationFailsInItsTime_andIsNeverDone() {
    gateway.hold();

    failureOf(cache.withTimeout(Duration.ofMillis(50)).put("a", "1"), UnavailableException.class);
    gateway.release();

    assertThat(gateway.executed).hasValue(0);
    assertThat(answerOf(cache.get("a"))).isEmpty();
  }

  @Test
  void firstUse_byACallerInAHurry_leavesTheDeclarationItsTime() {
    gateway.hold();

    failureOf(cache.withTimeout(Duration.ofMillis(10)).get("a"), UnavailableException.class);

    assertThat(gateway.declaredWithin).hasValue(PATIENCE);
    CompletionStage<?> patient = cache.put("a", "1");
    gateway.release();
    answerOf(patient);
    assertThat(gateway.declared).hasValue(1);
  }

  @Test
  void declarationIsLate_callerWithMoreTime_declaresAnew() {
    gateway.hold();
    CompletionStage<?> first = cache.get("a");
    CompletionStage<?> patient = cache.withTimeout(Duration.ofMinutes(5)).put("a", "1");
    gateway.memory.failNext(new UnavailableException("time is up"));

    gateway.release();

    failureOf(first, UnavailableException.class);
    answerOf(patient);
    assertThat(gateway.declared).hasValue(2);
  }

  @Test
  void declarationOfUnknownOutcome_leavesTheOperationUndone() {
    gateway.memory.failNext(new OutcomeUnknownException("who knows"));

    assertThat(failureOf(cache.put("a", "1"), UnavailableException.class))
        .hasMessageContaining("nothing was done");
    assertThat(gateway.executed).hasValue(0);
  }

  @Test
  void declarationIsLate_failureComesOnAThreadOfTheCache() {
    gateway.hold();

    await("a failure that comes after its callback is there")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(threadOfALateFailure()).isEqualTo("aitta-too-late"));
  }

  private String threadOfALateFailure() {
    CompletionStage<String> thread =
        cache
            .withTimeout(Duration.ofMillis(50))
            .get("a")
            .handle((value, failure) -> Thread.currentThread().getName());
    return answerOf(thread);
  }

  @Test
  void bulk_errorOfACodecInALaterBatch_failsTheStage() {
    Cache<String, String> broken =
        Caches.open(gateway, NAME, new BrokenOn("k300"), Codecs.utf8(), CacheSettings.DEFAULT);
    answerOf(broken.get("a"));
    gateway.hold();
    CompletionStage<?> all = broken.getAll(IntStream.range(0, 400).mapToObj(i -> "k" + i).toList());

    gateway.release();

    failureOf(all, NoClassDefFoundError.class);
  }

  @Test
  void bulk_keyWhoseHashFailsLater_failsTheStage() {
    AtomicBoolean broken = new AtomicBoolean();
    Cache<Fickle, String> cache =
        Caches.open(gateway, NAME, new FickleCodec(), Codecs.utf8(), CacheSettings.DEFAULT);
    answerOf(cache.get(new Fickle(broken)));
    gateway.hold();
    CompletionStage<?> all = cache.getAll(List.of(new Fickle(broken)));
    broken.set(true);

    gateway.release();

    failureOf(all, IllegalStateException.class);
  }

  @Test
  void droppedCache_isMadeAgain() {
    answerOf(cache.put("a", "1"));
    answerOf(gateway.drop(NAME, Duration.ofSeconds(1)));

    assertThat(answerOf(cache.get("a"))).isEmpty();
    answerOf(gateway.drop(NAME, Duration.ofSeconds(1)));
    assertThat(answerOf(cache.putAll(Map.of("a", "2")))).containsOnlyKeys("a");
    assertThat(answerOf(cache.get("a"))).contains("2");
  }

  @Test
  void cacheThatStaysUnknown_failsAfterOneMoreTry() {
    answerOf(cache.get("a"));
    gateway.executed.set(0);
    gateway.memory.failNext(new CacheNotFoundException("gone"));
    gateway.memory.failNext(new CacheNotFoundException("gone again"));

    failureOf(cache.get("a"), CacheNotFoundException.class);

    assertThat(gateway.executed).hasValue(2);
  }

  @Test
  void otherFailures_reachTheCallerUnwrapped_andAreNotRetried() {
    answerOf(cache.get("a"));
    gateway.executed.set(0);
    gateway.memory.failNext(new OutcomeUnknownException("who knows"));

    assertThat(failureOf(cache.put("a", "1"), OutcomeUnknownException.class))
        .hasMessage("who knows");
    assertThat(gateway.executed).hasValue(1);
  }

  @Test
  void bulk_batchThatFails_isToldForEachOfItsKeys() {
    answerOf(cache.put("a", "1"));
    gateway.memory.failNext(new UnavailableException("moving"));

    BulkException failed = failureOf(cache.getAll(List.of("a", "b")), BulkException.class);

    assertThat(failed.failures()).containsOnlyKeys("a", "b");
    assertThat(failed).hasMessageContaining("2 of 2 keys", "getAll").hasMessageContaining("moving");
  }

  @Test
  void bulk_goesInBatchesOfBoundedNumber_oneAtATime() {
    answerOf(cache.get("a"));
    gateway.hold();
    List<String> keys = IntStream.range(0, 600).mapToObj(i -> "k" + i).toList();

    CompletionStage<Map<String, String>> all = cache.getAll(keys);

    assertThat(gateway.batches).containsExactly(256);
    gateway.release();
    answerOf(all);
    assertThat(gateway.batches).containsExactly(256, 256, 88);
  }

  @Test
  void bulk_goesInBatchesOfBoundedBytes() {
    String megabyte = "x".repeat(1024 * 1024);

    answerOf(cache.putAll(Map.of("a", megabyte, "b", megabyte, "c", megabyte)));

    assertThat(gateway.batches).containsExactly(2, 1);
  }

  @Test
  void bulk_keyThatCannotBeWritten_failsAlone() {
    String tooLong = "k".repeat(1025);

    BulkException failed =
        failureOf(cache.putAll(Map.of("a", "1", tooLong, "2")), BulkException.class);

    assertThat(failed.failures()).containsOnlyKeys(tooLong);
    assertThat(answerOf(cache.get("a"))).isEqualTo(Optional.of("1"));
  }

  private Cache<String, String> open(CacheSettings settings) {
    return Caches.open(gateway, NAME, Codecs.utf8(), Codecs.utf8(), settings);
  }

  /** A codec of text that cannot be used for one key, as if a class of it were missing. */
  private record BrokenOn(String key) implements Codec<String> {
    @Override
    public String mediaType() {
      return Codecs.utf8().mediaType();
    }

    @Override
    public byte[] encode(String value) {
      if (value.equals(key)) {
        throw new NoClassDefFoundError("of " + key);
      }
      return Codecs.utf8().encode(value);
    }

    @Override
    public String decode(ByteBuffer bytes) {
      return Codecs.utf8().decode(bytes);
    }
  }

  /** A key whose hash can be made to fail. */
  private record Fickle(AtomicBoolean broken) {
    @Override
    public int hashCode() {
      if (broken.get()) {
        throw new IllegalStateException("no hash any more");
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Fickle;
    }
  }

  /** Writes every fickle key alike. */
  private static final class FickleCodec implements Codec<Fickle> {
    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public byte[] encode(Fickle value) {
      return new byte[] {1};
    }

    @Override
    public Fickle decode(ByteBuffer bytes) {
      throw new IllegalStateException("keys are not read here");
    }
  }
}
