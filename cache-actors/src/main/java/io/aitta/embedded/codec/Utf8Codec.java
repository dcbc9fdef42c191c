package io.aitta.embedded.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Text as UTF-8, strictly: what is malformed is refused and never replaced by question marks. */
final class Utf8Codec implements Codec<String> {
  static final Utf8Codec INSTANCE = new Utf8Codec();
  static final String MEDIA_TYPE = "text/plain; charset=utf-8";

  private Utf8Codec() {}

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public byte[] encode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (hasSurrogates(text) && !UTF_8.newEncoder().canEncode(text)) {
      throw new CodecException("the text has an unpaired surrogate, which UTF-8 cannot hold");
    }
    return bytes;
  }

  @Override
  public String decode(ByteBuffer bytes) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException malformed) {
      throw new CodecException("the bytes are not UTF-8", malformed);
    }
  }

  @Override
  public String toString() {
    return "utf8";
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
