package io.aitta.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Tags;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/** Cache names, keys and tags as callers write them. */
final class Names {
  private Names() {}

  /** A cache's name from its percent-encoded path segment. */
  static CacheName cacheName(String segment) {
    String text = PercentEncoding.decode(segment).flatMap(PercentEncoding::utf8).orElse(segment);
    if (!CacheName.isValid(text)) {
      throw ProblemException.of(
          ProblemType.INVALID_CACHE_NAME,
          "a cache name is a letter or digit and up to 62 of [A-Za-z0-9._-], not '" + text + "'");
    }
    return new CacheName(text);
  }

  /** A key from its percent-encoded path segment. */
  static CacheKey keyInPath(String segment) {
    byte[] bytes =
        PercentEncoding.decode(segment)
            .orElseThrow(() -> invalidKey("the key is not percent-encoded as a URL asks for"));
    if (bytes.length <= CacheKey.MAX_BYTES && PercentEncoding.utf8(bytes).isEmpty()) {
      throw invalidKey("the key's bytes are not UTF-8");
    }
    return key(bytes);
  }

  /** A key from text. */
  static CacheKey key(String text) {
    return key(utf8(text).orElseThrow(() -> invalidKey("the key holds half a pair of surrogates")));
  }

  /** The tags, each alone. */
  static Tags tags(List<String> names) {
    try {
      return new Tags(names);
    } catch (IllegalArgumentException malformed) {
      throw ProblemException.of(ProblemType.INVALID_TAG, malformed.getMessage());
    }
  }

  /** Why a key of dots is refused. */
  static ProblemException dots() {
    return invalidKey("the keys . and .. are refused: clients rewrite such paths");
  }

  /** One tag that entries may have. */
  static String tag(String name) {
    if (!Tags.isValid(name)) {
      throw ProblemException.of(
          ProblemType.INVALID_TAG,
          "a tag is 1 to 64 characters of [A-Za-z0-9._:-], not '" + name + "'");
    }
    return name;
  }

  /** The text's UTF-8 form; empty where it has none, holding half a surrogate pair. */
  static Optional<byte[]> utf8(String text) {
    try {
      ByteBuffer out = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[out.remaining()];
      out.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException half) {
      return Optional.empty();
    }
  }

  private static CacheKey key(byte[] bytes) {
    if (bytes.length == 0) {
      throw invalidKey("the key is empty");
    }
    if (bytes.length > CacheKey.MAX_BYTES) {
      throw ProblemException.of(
          ProblemType.KEY_TOO_LONG,
          "a key has at most " + CacheKey.MAX_BYTES + " bytes, not " + bytes.length);
    }
    if (isDots(bytes)) {
      throw dots();
    }
    return CacheKey.copyOf(bytes);
  }

  private static boolean isDots(byte[] bytes) {
    return bytes.length <= 2 && bytes[0] == '.' && bytes[bytes.length - 1] == '.';
  }

  private static ProblemException invalidKey(String detail) {
    return ProblemException.of(ProblemType.INVALID_KEY, detail);
  }
}
