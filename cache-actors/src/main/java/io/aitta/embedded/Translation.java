package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Selector;
import io.aitta.embedded.codec.Codec;
import io.aitta.embedded.codec.CodecException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * The border between an application's types and the cluster's bytes. Whatever goes wrong on it
 * names the cache, the key, the media type and the codec.
 */
record Translation<K, V>(CacheName cache, Codec<K> keys, Codec<V> values) {
  private static final int SHOWN_CHARACTERS = 80;

  Translation {
    requireNonNull(cache, "cache is null");
    requireNonNull(keys, "keys is null");
    requireNonNull(values, "values is null");
  }

  CacheKey write(K key) {
    byte[] bytes = keyBytes(key);
    if (bytes.length == 0 || bytes.length > CacheKey.MAX_BYTES) {
      throw new CodecException(
          "%s wrote %d bytes for key '%s' of cache '%s'; a key has 1 to %d"
              .formatted(keys, bytes.length, shown(key), cache, CacheKey.MAX_BYTES));
    }
    return CacheKey.copyOf(bytes);
  }

  CacheValue write(K key, V value) {
    return attempt(
        () -> CacheValue.owning(values.encode(value), values.mediaType()),
        () ->
            "%s cannot write the value of key '%s' of cache '%s'"
                .formatted(values, shown(key), cache));
  }

  Selector write(Selection<K> selection) {
    requireNonNull(selection, "selection is null");
    if (selection instanceof Selection.Prefix<K> prefix) {
      return new Selector.Prefixed(keyBytes(prefix.prefix()));
    }
    if (selection instanceof Selection.Tagged<K> tagged) {
      return new Selector.Tagged(tagged.anyOf());
    }
    if (selection instanceof Selection.All<K>) {
      return new Selector.All();
    }
    throw new AssertionError("a selection of another kind: " + selection);
  }

  K readKey(CacheKey key) {
    return attempt(
        () -> present(keys.decode(ByteBuffer.wrap(key.toBytes()).asReadOnlyBuffer())),
        () -> "%s cannot read key '%s' of cache '%s'".formatted(keys, shown(key), cache));
  }

  V readValue(Entry entry) {
    CacheValue value = entry.value();
    return attempt(
        () -> read(value),
        () ->
            "%s cannot read the value of key '%s' of cache '%s', %s"
                .formatted(values, shown(entry.key()), cache, value));
  }

  private V read(CacheValue value) {
    if (!values.reads(value.contentType())) {
      throw new CodecException("it reads " + values.mediaType());
    }
    return present(values.decode(value.asBuffer()));
  }

  private byte[] keyBytes(K key) {
    return attempt(
        () -> present(keys.encode(key)),
        () -> "%s cannot write key '%s' of cache '%s'".formatted(keys, shown(key), cache));
  }

  private static <T> T present(T decoded) {
    if (decoded == null) {
      throw new CodecException("it gave null");
    }
    return decoded;
  }

  private static <T> T attempt(Supplier<T> work, Supplier<String> what) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError failure) {
      throw new CodecException(what.get() + ": " + failure.getMessage(), failure);
    }
  }

  private static String shown(Object key) {
    String text = String.valueOf(key);
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }
}
