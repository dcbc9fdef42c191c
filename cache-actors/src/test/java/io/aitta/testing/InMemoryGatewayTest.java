package io.aitta.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Lifetime;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.OverloadedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InMemoryGatewayTest extends GatewayContract {
  private final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private final InMemoryGateway gateway = new InMemoryGateway(clock);
  private final AtomicInteger caches = new AtomicInteger();

  @Override
  public Gateway gateway() {
    return gateway;
  }

  @Override
  public CacheName freshCache() {
    return new CacheName("cache-" + caches.incrementAndGet());
  }

  @Override
  public void letPass(Duration duration) {
    clock.advance(duration);
  }

  @Test
  void failNext_failsOnceAndDoesNothing() {
    CacheProbe cache = cache();
    gateway.failNext(new OverloadedException("too much"));
    assertThatThrownBy(() -> cache.put("a", "1"))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("too much");
    assertThat(cache.getText("a")).isEmpty();
  }

  @Test
  void get_atTheMillisecondItEnds_isMiss() {
    CacheProbe cache = cache();
    cache.put("a", "1", Lifetime.INHERITED.withTimeToLive(1000));
    clock.advance(Duration.ofMillis(999));
    assertThat(cache.getText("a")).contains("1");
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.getText("a")).isEmpty();
  }
}
