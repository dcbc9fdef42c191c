package io.aitta.testing;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.embedded.Cache;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the embedded API's caches do beyond what REST offers. */
public abstract class EmbeddedCacheContract extends CacheContract {
  @Test
  void getAndPut_returnsTheValueBefore() {
    Cache<String, String> cache = open();

    assertThat(answerOf(cache.getAndPut("a", "1"))).isEmpty();
    assertThat(answerOf(cache.getAndPut("a", "2"))).contains("1");
    assertThat(answerOf(cache.get("a"))).contains("2");
  }

  @Test
  void getAndRemove_returnsTheValueThatWas() {
    Cache<String, String> cache = open();
    answerOf(cache.put("a", "1"));

    assertThat(answerOf(cache.getAndRemove("a"))).contains("1");
    assertThat(answerOf(cache.getAndRemove("a"))).isEmpty();
    assertThat(answerOf(cache.get("a"))).isEmpty();
  }

  @Test
  void getAndRemove_racing_givesEachToOne() {
    Cache<String, String> cache = open();
    IntStream.range(0, 100).forEach(i -> answerOf(cache.put("k" + i, "1")));
    Queue<Integer> taken = new ConcurrentLinkedQueue<>();

    Race.run(
        client ->
            IntStream.range(0, 100)
                .forEach(i -> answerOf(cache.getAndRemove("k" + i)).ifPresent(v -> taken.add(i))));

    assertThat(taken).hasSize(100).doesNotHaveDuplicates();
  }
}
