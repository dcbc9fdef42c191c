package io.aitta.routing;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How much a gateway takes on and how patient it is.
 *
 * @param maxInFlight the most requests under way at once
 * @param maxInFlightBytes the most bytes those may count
 * @param resendReads after how long a read without an answer is sent again
 * @param retryRefused after how long a refused request is sent again where no leader changed
 * @param parallelPartitions how many partitions one call asks at once
 */
public record GatewaySettings(
    int maxInFlight,
    long maxInFlightBytes,
    Duration resendReads,
    Duration retryRefused,
    int parallelPartitions) {
  /**
   * @throws IllegalArgumentException when a number or a duration is not positive
   */
  public GatewaySettings {
    if (maxInFlight < 1 || maxInFlightBytes < 1 || parallelPartitions < 1) {
      throw new IllegalArgumentException("the limits of aitta.gateway are at least 1");
    }
    if (resendReads.toMillis() < 1 || retryRefused.toMillis() < 1) {
      throw new IllegalArgumentException("the durations of aitta.gateway are at least 1 ms");
    }
  }

  /**
   * Reads the block {@code aitta.gateway}.
   *
   * @param root the whole configuration
   */
  public static GatewaySettings of(Config root) {
    return new GatewaySettings(
        root.getInt("aitta.gateway.max-in-flight"),
        root.getBytes("aitta.gateway.max-in-flight-bytes"),
        root.getDuration("aitta.gateway.resend-reads"),
        root.getDuration("aitta.gateway.retry-refused"),
        root.getInt("aitta.gateway.parallel-partitions"));
  }
}
