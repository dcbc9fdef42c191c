package io.aitta.embedded;

import static io.aitta.testing.Awaiting.answerOf;
import static io.aitta.testing.Awaiting.failureOf;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.embedded.codec.CodecException;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.ListingInterruptedException;
import io.aitta.gateway.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CacheStreamsTest {
  private static ActorTestKit kit;

  private final TestingGateway gateway = new TestingGateway();
  private final Cache<String, String> cache =
      Caches.open(
          gateway, new CacheName("users"), Codecs.utf8(), Codecs.utf8(), CacheSettings.DEFAULT);

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void keys_areReadAtMostOnePageAheadOfWhatIsTaken() {
    answerOf(cache.putAll(entries(5 * Pages.PAGE_ENTRIES)));
    SinkQueueWithCancel<String> queue =
        cache.keys(Selection.all()).runWith(oneByOne(), kit.system());

    for (int taken = 1; taken <= 2 * Pages.PAGE_ENTRIES + 10; taken++) {
      assertThat(answerOf(queue.pull())).isPresent();
      assertThat(gateway.listed.get()).isLessThanOrEqualTo(taken / Pages.PAGE_ENTRIES + 2);
    }
    queue.cancel();
    assertThat(gateway.listed).hasValueLessThanOrEqualTo(4);
  }

  @Test
  void entries_notTaken_areNotRead() {
    cache.entries(Selection.all());

    assertThat(gateway.listed).hasValue(0);
  }

  @Test
  void entries_ownersChange_streamFails() {
    answerOf(cache.putAll(entries(1)));
    gateway.memory.failNext(new ListingInterruptedException("moved"));

    failureOf(
        cache.entries(Selection.all()).runWith(Sink.seq(), kit.system()),
        ListingInterruptedException.class);
  }

  @Test
  void putFlow_batchesInFlight_areBounded_andGatherMeanwhile() {
    answerOf(cache.get("a"));
    gateway.hold();
    AtomicInteger read = new AtomicInteger();
    CompletionStage<List<BulkResult<String, Version>>> all =
        Source.range(1, 3000)
            .map(i -> Pair.create("k" + read.incrementAndGet(), "v" + i))
            .via(cache.putFlow(PutOptions.DEFAULT, 2))
            .runWith(Sink.seq(), kit.system());

    await().atMost(Duration.ofMinutes(1)).until(() -> read.get() >= 2 + 256);
    assertThat(gateway.held()).isEqualTo(2);
    gateway.release();

    assertThat(answerOf(all))
        .hasSize(3000)
        .allSatisfy(result -> assertThat(result).isInstanceOf(BulkResult.Done.class));
    assertThat(gateway.batches).contains(256).allMatch(size -> size <= 256);
  }

  @Test
  void putFlow_keyOrBatchThatFails_doesNotEndTheStream() {
    answerOf(cache.get("a"));
    gateway.memory.failNext(new UnavailableException("moving"));

    List<BulkResult<String, Version>> results =
        answerOf(
            Source.from(List.of("a", "", "b"))
                .map(key -> Pair.create(key, "1"))
                .throttle(1, Duration.ofMillis(50))
                .via(cache.putFlow(PutOptions.DEFAULT, 1))
                .runWith(Sink.seq(), kit.system()));

    assertThat(results).extracting(BulkResult::key).containsExactly("a", "", "b");
    assertThat(cause(results.get(0))).isInstanceOf(UnavailableException.class);
    assertThat(cause(results.get(1))).isInstanceOf(CodecException.class);
    assertThat(results.get(2)).isInstanceOf(BulkResult.Done.class);
  }

  @Test
  void putFlow_parallelismOne_writesToOneKeyInOrder() {
    answerOf(
        Source.range(1, 2000)
            .map(i -> Pair.create("k", "v" + i))
            .via(cache.putFlow(PutOptions.DEFAULT, 1))
            .runWith(Sink.ignore(), kit.system()));

    assertThat(answerOf(cache.get("k"))).isEqualTo(Optional.of("v2000"));
  }

  private static Sink<String, SinkQueueWithCancel<String>> oneByOne() {
    return Sink.<String>queue(1).withAttributes(Attributes.inputBuffer(1, 1));
  }

  private static Throwable cause(BulkResult<?, ?> result) {
    return ((BulkResult.Failed<?, ?>) result).cause();
  }

  private static Map<String, String> entries(int count) {
    return IntStream.range(0, count).boxed().collect(toMap(i -> "k" + i, i -> "v" + i));
  }
}
