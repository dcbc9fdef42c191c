package io.aitta.routing.sending;

import com.typesafe.config.Config;
import io.aitta.routing.question.EntryBound;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much a gateway takes on and how patient it is.
 *
 * @param maxInFlight the most requests under way at once
 * @param maxInFlightBytes the most bytes those may count
 * @param resendReads after how long a read without an answer is sent again
 * @param resendWrites after how long a write without an answer is sent again, under the same id
 * @param retryRefused after how long a refused request is sent again where no leader changed
 * @param noQuorumAfter after how long without a majority what waits is refused
 * @param parallelPartitions how many partitions one call asks at once
 * @param maxMessageBytes the most bytes that go to another node in one message
 */
public record GatewaySettings(
    int maxInFlight,
    long maxInFlightBytes,
    Duration resendReads,
    Duration resendWrites,
    Duration retryRefused,
    Duration noQuorumAfter,
    int parallelPartitions,
    long maxMessageBytes) {
  private static final long LEAST_MESSAGE_BYTES = 2 * EntryBound.ROOM_BYTES;

  /**
   * @throws IllegalArgumentException when a number or a duration is not positive
   */
  public GatewaySettings {
    if (maxInFlight < 1 || maxInFlightBytes < 1 || parallelPartitions < 1) {
      throw new IllegalArgumentException("the limits of aitta.gateway are at least 1");
    }
    if (Stream.of(resendReads, resendWrites, retryRefused, noQuorumAfter)
        .anyMatch(it -> it.toMillis() < 1)) {
      throw new IllegalArgumentException("the durations of aitta.gateway are at least 1 ms");
    }
    if (maxMessageBytes < LEAST_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "aitta.link.max-message-bytes = %d is too small for pages of entries: set it to %d at least"
              .formatted(maxMessageBytes, LEAST_MESSAGE_BYTES));
    }
  }

  /**
   * Reads the block {@code aitta.gateway}, and {@code aitta.link.max-message-bytes}.
   *
   * @param root the whole configuration
   */
  public static GatewaySettings of(Config root) {
    return new GatewaySettings(
        root.getInt("aitta.gateway.max-in-flight"),
        root.getBytes("aitta.gateway.max-in-flight-bytes"),
        root.getDuration("aitta.gateway.resend-reads"),
        root.getDuration("aitta.gateway.resend-writes"),
        root.getDuration("aitta.gateway.retry-refused"),
        root.getDuration("aitta.gateway.no-quorum-after"),
        root.getInt("aitta.gateway.parallel-partitions"),
        root.getBytes("aitta.link.max-message-bytes"));
  }
}
