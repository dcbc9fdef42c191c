package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What must hold of an entry for a write to happen, checked in one step with the write. Follows RFC
 * 9110, section 13: {@code required} is If-Match or If-Unmodified-Since, {@code refused} is
 * If-None-Match.
 *
 * @param required the states the entry must be in
 * @param refused the states the entry must not be in
 */
public record Condition(Match required, Match refused) {
  private static final long MILLIS_A_SECOND = 1000;

  /** Nothing is asked. */
  public static final Condition ALWAYS = new Condition(new Unasked(), new Unasked());

  /** Only where there is no entry. */
  public static final Condition IF_ABSENT = new Condition(new Unasked(), new AnyVersion());

  /** Only where there is an entry. */
  public static final Condition IF_PRESENT = new Condition(new AnyVersion(), new Unasked());

  /** One side of a condition. */
  public sealed interface Match {
    /** Whether an entry, or that there is none, matches. */
    boolean matches(Optional<Entry> current);
  }

  /** The side says nothing. */
  public record Unasked() implements Match {
    @Override
    public boolean matches(Optional<Entry> current) {
      return false;
    }
  }

  /** Any entry matches. */
  public record AnyVersion() implements Match {
    @Override
    public boolean matches(Optional<Entry> current) {
      return current.isPresent();
    }
  }

  /** An entry of one of these versions matches; none does when the set is empty. */
  public record Versions(Set<Version> versions) implements Match {
    /** The most versions that may be named. */
    public static final int MAX = 16_384;

    /**
     * @throws IllegalArgumentException when there are more than {@link #MAX}
     */
    public Versions {
      versions = Set.copyOf(versions);
      if (versions.size() > MAX) {
        throw new IllegalArgumentException(
            "a condition names at most " + MAX + " versions, not " + versions.size());
      }
    }

    @Override
    public boolean matches(Optional<Entry> current) {
      return current.filter(entry -> versions.contains(entry.version())).isPresent();
    }
  }

  /**
   * An entry that was not written after that second matches, and that there is none. It cannot tell
   * the writes of one second apart.
   *
   * @param second in seconds of the epoch
   */
  public record UnmodifiedSince(long second) implements Match {
    @Override
    public boolean matches(Optional<Entry> current) {
      return current.filter(entry -> entry.modifiedAt() / MILLIS_A_SECOND > second).isEmpty();
    }
  }

  public Condition {
    requireNonNull(required, "required is null");
    requireNonNull(refused, "refused is null");
    if (refused instanceof UnmodifiedSince) {
      throw new IllegalArgumentException("a date may be required only, not refused");
    }
  }

  /** Only that version. */
  public static Condition ifVersion(Version version) {
    return new Condition(new Versions(Set.of(version)), new Unasked());
  }

  /** Only where the entry has another version or is absent. */
  public static Condition unlessVersion(Version version) {
    return new Condition(new Unasked(), new Versions(Set.of(version)));
  }

  /** Whether the condition holds for an entry, or for none. */
  public boolean holds(Optional<Entry> current) {
    return (required instanceof Unasked || required.matches(current))
        && (refused instanceof Unasked || !refused.matches(current));
  }
}
