package io.aitta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Version;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Touch;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.TouchReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a gateway promises of the time that entries live. */
interface LifetimeContract extends GatewayFixture {
  /** So long that no test waits for it, in milliseconds. */
  long LONG = 600_000;

  /** So short that a test waits for it, in milliseconds. */
  long SHORT = 50;

  /** Longer than {@link #SHORT}. */
  Duration AFTER_SHORT = Duration.ofMillis(80);

  @Test
  default void put_withTimeToLive_isGoneWhenItIsOver() {
    CacheProbe cache = cache();
    cache.put("a", "1", Lifetime.INHERITED.withTimeToLive(SHORT));
    cache.put("b", "1", Lifetime.INHERITED.withTimeToLive(LONG));
    letPass(AFTER_SHORT);
    assertThat(cache.getText("a")).isEmpty();
    assertThat(cache.getText("b")).contains("1");
    assertThat(cache.keys(new Selector.All(), 10)).containsExactly("b");
  }

  @Test
  default void put_withoutLifetime_hasTheCaches() {
    CacheProbe cache = cache(living(SHORT, Lifetime.NONE));
    cache.put("a", "1");
    cache.put("b", "1", new Lifetime(Lifetime.NONE, Lifetime.NONE));
    letPass(AFTER_SHORT);
    assertThat(cache.getText("a")).isEmpty();
    assertThat(cache.getText("b")).contains("1");
    assertThat(remaining(cache, "b").timeToLiveMillis()).isEqualTo(LifetimeReply.LIVES_ON);
  }

  @Test
  default void lifetime_isWhatIsLeft() {
    CacheProbe cache = cache();
    Version version = cache.stored("a", "1");
    assertThat(cache.lifetime("a"))
        .isEqualTo(
            new LifetimeReply.Remaining(LifetimeReply.LIVES_ON, LifetimeReply.LIVES_ON, version));
    cache.put("b", "1", new Lifetime(LONG, 2 * LONG));
    LifetimeReply.Remaining left = remaining(cache, "b");
    assertThat(left.timeToLiveMillis()).isBetween(LONG / 2, LONG);
    assertThat(left.idleMillis()).isBetween(LONG, 2 * LONG);
    assertThat(cache.lifetime("c")).isEqualTo(new Absent());
  }

  @Test
  default void get_tellsTimeToLive() {
    CacheProbe cache = cache();
    cache.put("a", "1", Lifetime.INHERITED.withTimeToLive(LONG));
    cache.put("b", "1");
    assertThat(endsIn(cache, "a")).isBetween(LONG / 2, LONG);
    assertThat(endsIn(cache, "b")).isEqualTo(LifetimeReply.LIVES_ON);
  }

  @Test
  default void put_again_beginsANewLife() {
    CacheProbe cache = cache();
    cache.put("a", "1", Lifetime.INHERITED.withTimeToLive(SHORT));
    cache.put("a", "2");
    letPass(AFTER_SHORT);
    assertThat(cache.getText("a")).contains("2");
  }

  @Test
  default void maxIdle_unread_isGone() {
    CacheProbe cache = cache(living(Lifetime.NONE, SHORT));
    cache.put("a", "1");
    letPass(AFTER_SHORT);
    assertThat(cache.getText("a")).isEmpty();
  }

  @Test
  default void maxIdle_readHeadTouchOrIncrement_restartsIt() {
    CacheProbe cache = cache();
    CacheKey key = CacheKey.of("a");
    cache.put("a", "1", Lifetime.INHERITED.withMaxIdle(LONG));
    assertRestartsIdle(cache, () -> cache.execute(new Get(key, true)));
    assertRestartsIdle(cache, () -> cache.execute(new Get(key, false)));
    assertRestartsIdle(cache, () -> cache.execute(new Touch(key)));
    assertRestartsIdle(cache, () -> cache.execute(new Increment(key, 1, 0, Condition.ALWAYS)));
  }

  /** Holds however slow the cache is: what is left counts from the use, and not from before it. */
  private void assertRestartsIdle(CacheProbe cache, Runnable use) {
    letPass(Duration.ofMillis(200));
    long began = System.nanoTime();
    use.run();
    long left = remaining(cache, "a").idleMillis();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertThat(left).isGreaterThan(LONG - took - 100);
  }

  @Test
  default void readLifetime_doesNotProlong() {
    CacheProbe cache = cache();
    cache.put("a", "1", Lifetime.INHERITED.withMaxIdle(SHORT));
    for (int i = 0; i < 4; i++) {
      letPass(Duration.ofMillis(SHORT / 3));
      cache.lifetime("a");
    }
    assertThat(cache.lifetime("a")).isEqualTo(new Absent());
  }

  @Test
  default void changeLifetime_liftsAndSetsLimits() {
    CacheProbe cache = cache();
    cache.put("a", "1", new Lifetime(LONG, LONG));
    Version version = cache.get("a").orElseThrow().version();
    assertThat(cache.changeLifetime("a", Lifetime.NONE, ChangeLifetime.KEEP))
        .isEqualTo(new TouchReply.Touched(version));
    assertThat(remaining(cache, "a").timeToLiveMillis()).isEqualTo(LifetimeReply.LIVES_ON);
    assertThat(remaining(cache, "a").idleMillis()).isBetween(LONG / 2, LONG);
    cache.changeLifetime("a", SHORT, Lifetime.NONE);
    assertThat(cache.lifetime("z")).isEqualTo(new Absent());
    letPass(AFTER_SHORT);
    assertThat(cache.getText("a")).isEmpty();
    assertThat(cache.changeLifetime("a", LONG, LONG)).isEqualTo(new Absent());
  }

  @Test
  default void changeLifetime_otherVersion_isRefused() {
    CacheProbe cache = cache();
    Version first = cache.stored("a", "1");
    Version second = cache.stored("a", "2");
    ChangeLifetime change =
        new ChangeLifetime(CacheKey.of("a"), SHORT, SHORT, Condition.ifVersion(first));
    assertThat(cache.execute(change)).isEqualTo(new PreconditionFailed(Optional.of(second)));
    assertThat(remaining(cache, "a").timeToLiveMillis()).isEqualTo(LifetimeReply.LIVES_ON);
  }

  @Test
  default void increment_leavesTheLifetimeAlone() {
    CacheProbe cache = cache();
    cache.put("n", "1", new Lifetime(LONG, 2 * LONG));
    cache.increment("n", 1, 0);
    assertThat(remaining(cache, "n").timeToLiveMillis()).isBetween(LONG / 2, LONG);
    assertThat(remaining(cache, "n").idleMillis()).isBetween(LONG, 2 * LONG);
  }

  private static CacheConfig living(long ttl, long idle) {
    CacheConfig config = CacheConfig.DEFAULT;
    return new CacheConfig(
        ttl,
        idle,
        config.maxEntries(),
        config.maxBytes(),
        config.onFull(),
        config.replicated(),
        config.durability());
  }

  private static LifetimeReply.Remaining remaining(CacheProbe cache, String key) {
    return (LifetimeReply.Remaining) cache.lifetime(key);
  }

  private static long endsIn(CacheProbe cache, String key) {
    return ((Lookup.Hit) cache.execute(new Get(CacheKey.of(key), false))).endsInMillis();
  }
}
