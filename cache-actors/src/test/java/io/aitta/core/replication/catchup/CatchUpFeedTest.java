package io.aitta.core.replication.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Put;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatchUpFeedTest {
  private static final CatchUpLimits LIMITS = new CatchUpLimits(100, 300, 8, 8, 8, 1_000);

  private final Catalog catalog =
      Catalog.EMPTY.configured(new CacheName("c"), CacheConfig.DEFAULT, new Version(1, 1));
  private final CacheId cache = catalog.idOf(new CacheName("c")).orElseThrow();
  private final Copy copy =
      new Copy(
          sink ->
              new Partition(
                  0,
                  0,
                  () -> catalog,
                  new NodeBudgets(),
                  LruStore::new,
                  (number, evicting) -> {},
                  sink),
          RequestLimits.DEFAULT,
          (change, awaited) -> {});

  @Test
  void entryLargerThanTheBacklog_canBeCopied() {
    copy.lead(1, 0);
    put("large", 5_000);
    CatchUpFeed feed = new CatchUpFeed(LIMITS, copy, 0, 1);
    assertThat(feed.read(copy)).isNotEmpty();
    assertThat(feed.overflows()).isFalse();
    feed.live(put("small", 100));
    assertThat(feed.overflows()).isFalse();
  }

  @Test
  void writesThatTheLearnerDoesNotFollow_overflow() {
    copy.lead(1, 0);
    CatchUpFeed feed = new CatchUpFeed(LIMITS, copy, 0, 1);
    feed.live(put("a", 600));
    feed.live(put("b", 600));
    assertThat(feed.overflows()).isFalse();
    feed.live(put("c", 600));
    assertThat(feed.overflows()).isTrue();
  }

  private Change put(String key, int bytes) {
    CacheValue value = CacheValue.owning(new byte[bytes], CacheValue.OCTET_STREAM);
    Put put = new Put(CacheKey.of(key), value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
    assertThat(copy.execute(cache, put, 0)).isPresent();
    return copy.conclude(Optional.empty(), false, 0).orElseThrow();
  }
}
