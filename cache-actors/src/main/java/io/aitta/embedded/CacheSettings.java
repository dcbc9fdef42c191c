package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheConfig;
import io.aitta.gateway.Gateway;
import java.time.Duration;
import java.util.Optional;

/**
 * How a cache is opened. Immutable.
 *
 * @param timeout how long an operation may take unless it says otherwise; above zero, at most a day
 * @param config the configuration the cache is given at its first use, also where it has another;
 *     empty to leave what is there and to make it with the defaults where it is absent
 */
public record CacheSettings(Duration timeout, Optional<CacheConfig> config) {
  /** Five seconds, and whatever configuration the cache has. */
  public static final CacheSettings DEFAULT =
      new CacheSettings(Duration.ofSeconds(5), Optional.empty());

  /**
   * @throws IllegalArgumentException when the timeout is out of its bounds
   */
  public CacheSettings {
    requireNonNull(config, "config is null");
    positive(timeout);
  }

  public CacheSettings withTimeout(Duration timeout) {
    return new CacheSettings(timeout, config);
  }

  /**
   * The cache gets this configuration at its first use through these settings: all who open it
   * should say the same.
   */
  public CacheSettings withConfig(CacheConfig config) {
    return new CacheSettings(timeout, Optional.of(config));
  }

  static Duration positive(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Gateway.MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "a timeout is above zero and at most a day, not " + timeout);
    }
    return timeout;
  }
}
