package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import java.time.Duration;

/**
 * How an entry is to live and what it is tagged with. Immutable: {@code
 * PutOptions.DEFAULT.withTimeToLive(Duration.ofMinutes(5)).withTags("eu", "gold")}.
 *
 * @param lifetime what is not said here the cache's configuration says
 * @param tags what {@link Selection#tagged} finds the entry by
 */
public record PutOptions(Lifetime lifetime, Tags tags) {
  /** The cache's own limits and no tags. */
  public static final PutOptions DEFAULT = new PutOptions(Lifetime.INHERITED, Tags.NONE);

  public PutOptions {
    requireNonNull(lifetime, "lifetime is null");
    requireNonNull(tags, "tags is null");
  }

  /**
   * The entry ends a time after it was written.
   *
   * @throws IllegalArgumentException when it is not above zero and at most ten years
   */
  public PutOptions withTimeToLive(Duration timeToLive) {
    return new PutOptions(lifetime.withTimeToLive(Durations.millis(timeToLive)), tags);
  }

  /**
   * The entry ends when nobody reads or writes it for a time.
   *
   * @throws IllegalArgumentException when it is not above zero and at most ten years
   */
  public PutOptions withMaxIdle(Duration maxIdle) {
    return new PutOptions(lifetime.withMaxIdle(Durations.millis(maxIdle)), tags);
  }

  /** The entry lives on, whatever limits the cache gives. */
  public PutOptions withoutLimits() {
    return new PutOptions(new Lifetime(Lifetime.NONE, Lifetime.NONE), tags);
  }

  /**
   * The entry has these tags and no others.
   *
   * @throws IllegalArgumentException when there are more than 16 or one is malformed
   */
  public PutOptions withTags(String... names) {
    return new PutOptions(lifetime, Tags.of(names));
  }
}
