package io.aitta.embedded.codec;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;

/** The codecs that come with Aitta. */
public final class Codecs {
  private Codecs() {}

  /** Text as UTF-8; the codec for keys that REST is to reach. Refuses unpaired surrogates. */
  public static Codec<String> utf8() {
    return Utf8Codec.INSTANCE;
  }

  /** Bytes as they are, copied on the way in and on the way out. */
  public static Codec<byte[]> bytes() {
    return BytesCodec.INSTANCE;
  }

  /**
   * Whole numbers as decimal text, which is what counters hold: a {@code Cache<K, Long>} of this
   * codec reads and writes them.
   */
  public static Codec<Long> longs() {
    return TextCodec.LONGS;
  }

  /** UUIDs as their 36 characters, so that REST reaches entries under such keys. */
  public static Codec<UUID> uuids() {
    return TextCodec.UUIDS;
  }

  /**
   * JSON by Jackson: knows {@code Optional} and {@code java.time} (as ISO 8601 text), and ignores
   * properties that the type does not have, so that an application can be upgraded node by node.
   */
  public static <T> Codec<T> json(Class<T> type) {
    return json(JsonCodec.MAPPER, type);
  }

  /** As {@link #json(Class)}, for generic types: {@code new TypeReference<List<User>>() {}}. */
  public static <T> Codec<T> json(TypeReference<T> type) {
    return new JsonCodec<>(JsonCodec.MAPPER, JsonCodec.MAPPER.constructType(type.getType()));
  }

  /** JSON by a mapper of the application's own, which must not be configured further. */
  public static <T> Codec<T> json(ObjectMapper mapper, Class<T> type) {
    return new JsonCodec<>(mapper, mapper.constructType(type));
  }

  /**
   * Kryo, compact and quick, for classes that are named here and for common ones of the JDK. Other
   * classes are refused, on the way in and on the way out.
   *
   * <p>A class's place in the list is its name in the stored bytes, the fields of a class are its
   * layout: append to the list, never reorder it, and give a class whose fields change a cache of
   * another name. Graphs may be 128 objects deep and may not contain themselves. Lengths that
   * stored bytes claim are checked against how many bytes there are before anything is allocated.
   *
   * @param type the class of the values
   * @param parts the classes of what the values are made of, in an order that stays
   */
  public static <T> Codec<T> kryo(Class<T> type, Class<?>... parts) {
    return new KryoCodec<>(type, List.of(parts));
  }
}
