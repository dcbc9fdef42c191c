package io.aitta.embedded.codec;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Function;

/** Values that are a short text. */
final class TextCodec<T> implements Codec<T> {
  static final TextCodec<Long> LONGS = new TextCodec<>("longs", "a whole number", Long::valueOf);
  static final TextCodec<UUID> UUIDS = new TextCodec<>("uuids", "a UUID", UUID::fromString);

  /** More than the longest text of any of these values. */
  private static final int MAX_BYTES = 64;

  private final String name;
  private final String noun;
  private final Function<String, T> parser;

  private TextCodec(String name, String noun, Function<String, T> parser) {
    this.name = name;
    this.noun = noun;
    this.parser = parser;
  }

  @Override
  public String mediaType() {
    return Utf8Codec.MEDIA_TYPE;
  }

  @Override
  public byte[] encode(T value) {
    return Utf8Codec.INSTANCE.encode(value.toString());
  }

  @Override
  public T decode(ByteBuffer bytes) {
    if (bytes.remaining() > MAX_BYTES) {
      throw new CodecException(bytes.remaining() + " bytes are not " + noun);
    }
    String text = Utf8Codec.INSTANCE.decode(bytes);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw new CodecException("'" + text + "' is not " + noun, malformed);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
