package io.aitta.http;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The settings under {@code aitta.http}, read once.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param autoCreateCaches whether a write to a cache that nobody configured creates it
 * @param maxValueSize the largest value, in bytes
 * @param maxBatchSize the largest body of a batch, in bytes; never more than may be held
 * @param maxBufferedBytes how many bytes of requests' bodies may be held at a time, and as many of
 *     responses'
 * @param maxRequests how many requests may be under way at a time
 * @param requestTimeout how long the cluster may take to answer a request
 * @param bodyTimeout how long a body may take to arrive; a second more for each 64 KiB of it
 * @param stopTimeout how long requests under way may take to end once the node stops
 * @param leaveDelay for how long a node that stops goes on answering at least
 */
public record HttpSettings(
    String host,
    int port,
    boolean autoCreateCaches,
    int maxValueSize,
    int maxBatchSize,
    long maxBufferedBytes,
    int maxRequests,
    Duration requestTimeout,
    Duration bodyTimeout,
    Duration stopTimeout,
    Duration leaveDelay) {
  /** What the phase of the shutdown leaves room for. */
  private static final Duration MOST_LEAVE_DELAY = Duration.ofMinutes(2);

  /**
   * @throws IllegalArgumentException when a setting is out of its bounds, naming it
   */
  public HttpSettings {
    maxBatchSize = (int) Math.min(maxBatchSize, maxBufferedBytes);
    positive("max-value-size", maxValueSize);
    positive("max-batch-size", maxBatchSize);
    positive("max-buffered-bytes", maxBufferedBytes);
    positive("max-requests", maxRequests);
    positive("request-timeout", requestTimeout.toMillis());
    positive("body-timeout", bodyTimeout.toMillis());
    positive("stop-timeout", stopTimeout.toMillis());
    if (leaveDelay.isNegative() || leaveDelay.compareTo(MOST_LEAVE_DELAY) > 0) {
      throw new IllegalArgumentException(
          "aitta.http.leave-delay is from 0 to 120 seconds, not " + leaveDelay.toSeconds());
    }
    if (maxValueSize > maxBufferedBytes) {
      throw new IllegalArgumentException(
          "aitta.http.max-value-size is %d bytes, more than the %d bytes of bodies that a node holds:"
                  .formatted(maxValueSize, maxBufferedBytes)
              + " make it smaller, or max-buffered-bytes and the heap larger");
    }
  }

  /** Reads the settings of a whole configuration. */
  public static HttpSettings of(Config root) {
    return new HttpSettings(
        root.getString("aitta.http.host"),
        root.getInt("aitta.http.port"),
        root.getBoolean("aitta.http.auto-create-caches"),
        size(root, "aitta.http.max-value-size"),
        size(root, "aitta.http.max-batch-size"),
        Math.min(
            root.getBytes("aitta.http.max-buffered-bytes"), Runtime.getRuntime().maxMemory() / 4),
        root.getInt("aitta.http.max-requests"),
        root.getDuration("aitta.http.request-timeout"),
        root.getDuration("aitta.http.body-timeout"),
        root.getDuration("aitta.http.stop-timeout"),
        root.getDuration("aitta.http.leave-delay"));
  }

  private static int size(Config root, String path) {
    long bytes = root.getBytes(path);
    if (bytes > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(path + " is at most 1 GiB, not " + bytes);
    }
    return (int) bytes;
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("aitta.http." + name + " must be positive, not " + value);
    }
  }
}
