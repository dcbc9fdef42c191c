package io.aitta.sensor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** What a sensor says to everybody who connects, and all it ever says: which process it is of. */
final class Greeting {
  private static final byte[] NAME = "AITTA-S1".getBytes(US_ASCII);

  /** How many bytes it has. */
  static final int BYTES = NAME.length + 2 * Long.BYTES;

  private Greeting() {}

  static ByteBuffer of(UUID incarnation) {
    return ByteBuffer.allocate(BYTES)
        .put(NAME)
        .putLong(incarnation.getMostSignificantBits())
        .putLong(incarnation.getLeastSignificantBits())
        .flip();
  }

  /** The process that said so; empty where that was no sensor. */
  static Optional<UUID> read(ByteBuffer whole) {
    byte[] name = new byte[NAME.length];
    whole.get(name);
    return Arrays.equals(name, NAME)
        ? Optional.of(new UUID(whole.getLong(), whole.getLong()))
        : Optional.empty();
  }
}
