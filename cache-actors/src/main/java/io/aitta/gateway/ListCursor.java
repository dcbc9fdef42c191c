package io.aitta.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Version;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * A place between two pages of a listing.
 *
 * @param partition the partition to go on with
 * @param position the place in it; empty for its start
 */
public record ListCursor(int partition, Optional<ScanPosition> position) {
  private static final int START_BYTES = Integer.BYTES;
  private static final int INSIDE_BYTES = Integer.BYTES + 3 * Long.BYTES;
  private static final int CHECK_BYTES = Integer.BYTES;

  public ListCursor {
    requireNonNull(position, "position is null");
    if (partition < 0) {
      throw new IllegalArgumentException("negative partition " + partition);
    }
  }

  /**
   * Reads what {@link #text} wrote for a listing of the same cache by the same selector; empty for
   * any other text: going on elsewhere would leave entries out.
   */
  public static Optional<ListCursor> parse(String text, CacheName cache, Selector selector) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(US_ASCII));
      return bytes.length < CHECK_BYTES
          ? Optional.empty()
          : decode(Arrays.copyOf(bytes, bytes.length - CHECK_BYTES))
              .filter(cursor -> cursor.text(cache, selector).equals(text));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  /**
   * An opaque text of letters, digits, dashes and underscores. It ends in a CRC-32C of itself and
   * of what is listed, which finds out mistakes, not forgers.
   */
  public String text(CacheName cache, Selector selector) {
    byte[] place = place();
    CRC32C check = new CRC32C();
    check.update(place);
    check.update(cache.text().getBytes(UTF_8));
    check.update(describe(selector));
    ByteBuffer out = ByteBuffer.allocate(place.length + CHECK_BYTES);
    out.put(place).putInt((int) check.getValue());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
  }

  private byte[] place() {
    ByteBuffer out = ByteBuffer.allocate(position.isPresent() ? INSIDE_BYTES : START_BYTES);
    out.putInt(partition);
    position.ifPresent(
        p -> out.putLong(p.nextHash()).putLong(p.asOf().epoch()).putLong(p.asOf().sequence()));
    return out.array();
  }

  /** A slash is in no cache's name and in no tag: nothing runs into what stands before it. */
  private static byte[] describe(Selector selector) {
    if (selector instanceof Selector.Prefixed prefixed) {
      byte[] prefix = prefixed.prefix();
      return ByteBuffer.allocate(prefix.length + 2)
          .put((byte) '/')
          .put((byte) 'p')
          .put(prefix)
          .array();
    }
    return selector instanceof Selector.Tagged tagged
        ? ("/t" + String.join("/", new TreeSet<>(tagged.anyOf()))).getBytes(UTF_8)
        : new byte[] {'/'};
  }

  private static Optional<ListCursor> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return switch (bytes.length) {
      case START_BYTES -> Optional.of(new ListCursor(in.getInt(), Optional.empty()));
      case INSIDE_BYTES ->
          Optional.of(new ListCursor(in.getInt(), Optional.of(decodePosition(in))));
      default -> Optional.empty();
    };
  }

  private static ScanPosition decodePosition(ByteBuffer in) {
    return new ScanPosition(in.getLong(), new Version(in.getLong(), in.getLong()));
  }
}
