package io.aitta.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Version;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place between two pages of a listing.
 *
 * @param partition the partition to go on with
 * @param position the place in it; empty for its start
 */
public record ListCursor(int partition, Optional<ScanPosition> position) {
  private static final int START_BYTES = Integer.BYTES;
  private static final int INSIDE_BYTES = Integer.BYTES + 3 * Long.BYTES;

  public ListCursor {
    requireNonNull(position, "position is null");
    if (partition < 0) {
      throw new IllegalArgumentException("negative partition " + partition);
    }
  }

  /** Reads what {@link #toString} wrote; empty for any other text. */
  public static Optional<ListCursor> parse(String text) {
    try {
      return decode(Base64.getUrlDecoder().decode(text.getBytes(US_ASCII)))
          .filter(cursor -> cursor.toString().equals(text));
    } catch (IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }

  /** An opaque text of letters, digits, dashes and underscores. */
  @Override
  public String toString() {
    ByteBuffer out = ByteBuffer.allocate(position.isPresent() ? INSIDE_BYTES : START_BYTES);
    out.putInt(partition);
    position.ifPresent(
        p -> out.putLong(p.nextHash()).putLong(p.asOf().epoch()).putLong(p.asOf().sequence()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
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
