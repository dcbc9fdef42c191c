package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;

/** A value and the version of the entry it was read from. */
public record Versioned<V>(V value, Version version) {
  public Versioned {
    requireNonNull(value, "value is null");
    requireNonNull(version, "version is null");
  }
}
