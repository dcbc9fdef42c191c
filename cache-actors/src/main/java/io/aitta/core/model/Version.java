package io.aitta.core.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an entry's state: the epoch of the primary that wrote it and the sequence number
 * the primary gave the write. No two states of an entry ever share one; a later write has a greater
 * one.
 *
 * @param epoch the primary's epoch, not negative
 * @param sequence the write's number within the epoch, not negative
 */
public record Version(long epoch, long sequence) implements Comparable<Version> {
  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::epoch).thenComparingLong(Version::sequence);
  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,13})-([0-9a-z]{1,13})");
  private static final int RADIX = 36;

  /**
   * @throws IllegalArgumentException when a part is negative
   */
  public Version {
    if (epoch < 0 || sequence < 0) {
      throw new IllegalArgumentException("negative version " + epoch + "-" + sequence);
    }
  }

  /** Reads what {@link #toString} wrote; empty for any other text. */
  public static Optional<Version> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Version version =
          new Version(Long.parseLong(parts.group(1), RADIX), Long.parseLong(parts.group(2), RADIX));
      return version.toString().equals(text) ? Optional.of(version) : Optional.empty();
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /** Both parts in base 36, joined by a dash. */
  @Override
  public String toString() {
    return Long.toString(epoch, RADIX) + "-" + Long.toString(sequence, RADIX);
  }
}
