package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The name of a cache: a letter or digit, then up to 62 letters, digits, dots, dashes, underscores.
 */
public record CacheName(String text) implements Comparable<CacheName> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /**
   * @throws IllegalArgumentException when the text is not of the form of a cache name
   */
  public CacheName {
    requireNonNull(text, "text is null");
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          "a cache name is a letter or digit and up to 62 of [A-Za-z0-9._-], not '" + text + "'");
    }
  }

  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(CacheName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
