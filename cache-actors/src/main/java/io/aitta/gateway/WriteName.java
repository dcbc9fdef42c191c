package io.aitta.gateway;

import static java.util.Objects.requireNonNull;

/**
 * What a caller calls one write to an entry, so that it is done once however often it is asked for.
 *
 * @param text the same each time; no other write to the entry has it, up to {@link #MAX_LENGTH}
 *     characters
 * @param fingerprint a hash of all that is asked: the same each time as well. A write under a text
 *     that is known with another fingerprint is refused
 */
public record WriteName(String text, long fingerprint) {
  /** The most characters of a name. */
  public static final int MAX_LENGTH = 255;

  /**
   * @throws IllegalArgumentException when the text is empty or too long
   */
  public WriteName {
    requireNonNull(text, "text is null");
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a write's name has 1 to " + MAX_LENGTH + " characters, not " + text.length());
    }
  }
}
