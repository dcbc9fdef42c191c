package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Set;

/** Which entries of a cache are meant. */
public sealed interface Selector {
  /** Whether the entry is meant. */
  boolean selects(CacheKey key, Tags tags);

  /** Every entry. */
  record All() implements Selector {
    @Override
    public boolean selects(CacheKey key, Tags tags) {
      return true;
    }
  }

  /** Entries that have at least one of the tags. */
  record Tagged(Set<String> anyOf) implements Selector {
    /** The most tags that may be named. */
    public static final int MAX = 65_536;

    /**
     * @throws IllegalArgumentException when there are more than {@link #MAX}
     */
    public Tagged {
      anyOf = Set.copyOf(anyOf);
      if (anyOf.size() > MAX) {
        throw new IllegalArgumentException(
            "a selector names at most " + MAX + " tags, not " + anyOf.size());
      }
    }

    @Override
    public boolean selects(CacheKey key, Tags tags) {
      return tags.containsAny(anyOf);
    }
  }

  /** Entries whose key begins with the prefix. */
  final class Prefixed implements Selector {
    private final byte[] prefix;

    public Prefixed(byte[] prefix) {
      this.prefix = requireNonNull(prefix, "prefix is null").clone();
    }

    public byte[] prefix() {
      return prefix.clone();
    }

    @Override
    public boolean selects(CacheKey key, Tags tags) {
      return key.startsWith(prefix);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Prefixed selector && Arrays.equals(prefix, selector.prefix);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(prefix);
    }
  }
}
