package io.aitta.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Short texts that were read lately, so that a million values of one media type do not bring a
 * million copies of its name. A text that falls to the place of another takes it. Thread-safe
 * without a lock, since a string may be read by who sees it: at worst there are two of one text.
 */
final class SharedTexts {
  private static final int PLACES = 256;
  private static final int MAX_LENGTH = 64;
  private static final String[] TEXTS = new String[PLACES];

  private SharedTexts() {}

  /** The text of these bytes in UTF-8. */
  static String of(byte[] bytes) {
    if (bytes.length > MAX_LENGTH) {
      return new String(bytes, UTF_8);
    }
    int place = placeOf(bytes);
    String known = TEXTS[place];
    if (known != null && isOf(known, bytes)) {
      return known;
    }
    String text = new String(bytes, UTF_8);
    TEXTS[place] = text;
    return text;
  }

  private static int placeOf(byte[] bytes) {
    int hash = 0;
    for (byte next : bytes) {
      hash = 31 * hash + next;
    }
    return hash & (PLACES - 1);
  }

  /** Whether the text is of those bytes, all of them ASCII; another is read anew each time. */
  private static boolean isOf(String text, byte[] bytes) {
    if (text.length() != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] < 0 || text.charAt(i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
