package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What must hold of an entry for a write to happen, checked in one step with the write. Follows RFC
 * 9110, section 13: {@code required} is If-Match, {@code refused} is If-None-Match.
 *
 * @param required the states the entry must be in
 * @param refused the states the entry must not be in
 */
public record Condition(Match required, Match refused) {
  /** Nothing is asked. */
  public static final Condition ALWAYS = new Condition(new Unasked(), new Unasked());

  /** Only where there is no entry. */
  public static final Condition IF_ABSENT = new Condition(new Unasked(), new AnyVersion());

  /** Only where there is an entry. */
  public static final Condition IF_PRESENT = new Condition(new AnyVersion(), new Unasked());

  /** One side of a condition. */
  public sealed interface Match {}

  /** The side says nothing. */
  public record Unasked() implements Match {}

  /** Any entry matches. */
  public record AnyVersion() implements Match {}

  /** An entry of one of these versions matches; none does when the set is empty. */
  public record Versions(Set<Version> versions) implements Match {
    public Versions {
      versions = Set.copyOf(versions);
    }
  }

  public Condition {
    requireNonNull(required, "required is null");
    requireNonNull(refused, "refused is null");
  }

  /** Only that version. */
  public static Condition ifVersion(Version version) {
    return new Condition(new Versions(Set.of(version)), new Unasked());
  }

  /** Only where the entry has another version or is absent. */
  public static Condition unlessVersion(Version version) {
    return new Condition(new Unasked(), new Versions(Set.of(version)));
  }

  /** Whether the condition holds for an entry of this version, or for none. */
  public boolean holds(Optional<Version> current) {
    return (required instanceof Unasked || matches(required, current))
        && (refused instanceof Unasked || !matches(refused, current));
  }

  private static boolean matches(Match match, Optional<Version> current) {
    return current.isPresent()
        && (match instanceof AnyVersion
            || (match instanceof Versions some && some.versions().contains(current.get())));
  }
}
