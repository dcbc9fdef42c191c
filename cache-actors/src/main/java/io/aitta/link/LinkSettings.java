package io.aitta.link;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of a link, all of them explained in {@code reference.conf} under {@code aitta.link}.
 *
 * @param maxInlineBytes the largest message that goes as one frame
 * @param chunkBytes the size of the pieces of larger ones
 * @param window how many pieces of one message may be on their way unacknowledged
 * @param maxTransfers how many large messages go to one node at a time; more wait for their turn
 * @param maxOutgoingBytes how many bytes of large messages one node may be owed
 * @param maxIncomingBytes how many bytes of large messages are put together at a time
 * @param maxMessageBytes the largest message
 * @param transferTimeout how long a large message may make no progress
 * @param dispatcher the path of the dispatcher on whose threads the listener is called
 */
public record LinkSettings(
    int maxInlineBytes,
    int chunkBytes,
    int window,
    int maxTransfers,
    long maxOutgoingBytes,
    long maxIncomingBytes,
    int maxMessageBytes,
    Duration transferTimeout,
    String dispatcher) {
  /** What Artery may put around a payload in its frame. */
  static final int ENVELOPE_BYTES = 4 * 1024;

  private static final String FRAME_SIZE = "pekko.remote.artery.advanced.maximum-frame-size";

  /**
   * @throws IllegalArgumentException when a bound is not positive or they contradict each other
   */
  public LinkSettings {
    requireNonNull(dispatcher, "dispatcher is null");
    if (maxInlineBytes < 1 || chunkBytes < 1 || window < 1 || maxTransfers < 1) {
      throw new IllegalArgumentException(
          "aitta.link: max-inline-bytes, chunk-bytes, window and max-transfers are at least 1");
    }
    if (maxMessageBytes > maxOutgoingBytes || maxMessageBytes > maxIncomingBytes) {
      throw new IllegalArgumentException(
          "aitta.link.max-message-bytes is larger than max-outgoing-bytes or max-incoming-bytes:"
              + " such a message could never be sent");
    }
    if (maxMessageBytes < maxInlineBytes || transferTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "aitta.link: max-message-bytes is at least max-inline-bytes and transfer-timeout positive");
    }
  }

  /**
   * Reads {@code aitta.link} out of the whole configuration.
   *
   * @throws IllegalArgumentException when a bound makes no sense, a frame larger than Artery's
   *     included: Artery would drop it in silence
   */
  public static LinkSettings of(Config config) {
    LinkSettings settings =
        new LinkSettings(
            bytes(config, "aitta.link.max-inline-bytes"),
            bytes(config, "aitta.link.chunk-bytes"),
            config.getInt("aitta.link.window"),
            config.getInt("aitta.link.max-transfers"),
            config.getBytes("aitta.link.max-outgoing-bytes"),
            config.getBytes("aitta.link.max-incoming-bytes"),
            bytes(config, "aitta.link.max-message-bytes"),
            config.getDuration("aitta.link.transfer-timeout"),
            config.getString("aitta.link.dispatcher"));
    settings.checkFits(config.getBytes(FRAME_SIZE));
    return settings;
  }

  private void checkFits(long frameBytes) {
    int largest = Math.max(maxInlineBytes, chunkBytes);
    if (largest + ENVELOPE_BYTES > frameBytes) {
      throw new IllegalArgumentException(
          ("aitta.link.max-inline-bytes or chunk-bytes is %d, but %s is %d and needs %d beside:"
                  + " make the former smaller")
              .formatted(largest, FRAME_SIZE, frameBytes, ENVELOPE_BYTES));
    }
  }

  private static int bytes(Config config, String path) {
    return (int) Math.min(Integer.MAX_VALUE, config.getBytes(path));
  }
}
