package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import java.time.Duration;
import java.util.Optional;

/**
 * An entry of a listing.
 *
 * @param timeToLive how long until its time to live ends; empty without one
 */
public record CacheEntry<K, V>(
    K key, V value, Version version, Tags tags, Optional<Duration> timeToLive) {
  public CacheEntry {
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
    requireNonNull(version, "version is null");
    requireNonNull(tags, "tags is null");
    requireNonNull(timeToLive, "timeToLive is null");
  }
}
