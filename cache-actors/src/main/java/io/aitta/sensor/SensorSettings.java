package io.aitta.sensor;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of a death sensor, all of them explained in {@code reference.conf} under {@code
 * aitta.sensor}.
 *
 * @param enabled whether there is one
 * @param port where it listens; 0 for any free port
 * @param lookInterval how often it is looked who is to be watched
 * @param connectTimeout how long an attempt to connect may take
 * @param proofPause the time between the two rounds of refusals that prove a death
 * @param retryMin the first pause after an attempt that proved nothing
 * @param retryMax the longest such pause
 * @param keepAlive how long a connection is idle before the kernel asks whether its end is there
 * @param maxConnections how many others may watch this process at a time
 */
public record SensorSettings(
    boolean enabled,
    int port,
    Duration lookInterval,
    Duration connectTimeout,
    Duration proofPause,
    Duration retryMin,
    Duration retryMax,
    Duration keepAlive,
    int maxConnections) {
  /**
   * @throws IllegalArgumentException with a sentence, when a value is out of its bounds
   */
  public SensorSettings {
    check(port >= 0 && port <= 65_535, "port is 0 to 65535");
    check(lookInterval.toMillis() >= 1, "look-interval is 1ms at least");
    check(connectTimeout.toMillis() >= 1, "connect-timeout is 1ms at least");
    check(proofPause.toMillis() >= 1, "proof-pause is 1ms at least");
    check(retryMin.toMillis() >= 1, "retry-min is 1ms at least");
    check(retryMax.compareTo(retryMin) >= 0, "retry-max is retry-min at least");
    check(keepAlive.toSeconds() >= 1, "keep-alive is 1s at least");
    check(maxConnections >= 1, "max-connections is 1 at least");
  }

  /**
   * Reads {@code aitta.sensor} out of the whole configuration.
   *
   * @throws IllegalArgumentException with a sentence, when a value is out of its bounds
   */
  public static SensorSettings of(Config root) {
    Config sensor = root.getConfig("aitta.sensor");
    return new SensorSettings(
        sensor.getBoolean("enabled"),
        sensor.getInt("port"),
        sensor.getDuration("look-interval"),
        sensor.getDuration("connect-timeout"),
        sensor.getDuration("proof-pause"),
        sensor.getDuration("retry-min"),
        sensor.getDuration("retry-max"),
        sensor.getDuration("keep-alive"),
        sensor.getInt("max-connections"));
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("aitta.sensor." + rule);
    }
  }
}
