package io.aitta;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.codec.Codecs;
import io.aitta.testing.cluster.AittaSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole cluster that ends at once, without a word, and is started again on its directories. */
class RestartTest {
  private static final CacheSettings PATIENT =
      CacheSettings.DEFAULT.withTimeout(Duration.ofSeconds(60));

  @Test
  void allNodes_startedAgain_haveTheSameVotersAndBeginEmpty(@TempDir Path registers) {
    Generation before;
    try (AittaSystems cluster = AittaSystems.start(3, registers)) {
      answerOf(cache(cluster, 0).put("key", "value"));
      before = cluster.aitta(0).node().register().generation().orElseThrow();
    }

    try (AittaSystems cluster = AittaSystems.start(3, registers)) {
      assertThat(answerOf(cache(cluster, 1).get("key"))).isEqualTo(Optional.empty());
      answerOf(cache(cluster, 2).put("key", "again"));
      assertThat(answerOf(cache(cluster, 0).get("key"))).isEqualTo(Optional.of("again"));
      Generation after = cluster.aitta(0).node().register().generation().orElseThrow();
      assertThat(after.number()).isGreaterThanOrEqualTo(before.number());
      assertThat(after.number() - before.number()).isLessThan(100);
      assertThat(before.voters()).containsAll(after.voters());
    }
  }

  private static Cache<String, String> cache(AittaSystems cluster, int node) {
    return cluster.aitta(node).cache("c", Codecs.utf8(), Codecs.utf8(), PATIENT);
  }
}
