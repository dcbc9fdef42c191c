package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

/**
 * A place in the walk over a partition's entries, which goes by the unsigned order of key hashes.
 *
 * @param nextHash the smallest hash not visited yet
 * @param asOf the partition's version when the walk began
 */
public record ScanPosition(long nextHash, Version asOf) {
  public ScanPosition {
    requireNonNull(asOf, "asOf is null");
  }
}
