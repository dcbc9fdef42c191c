package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which entries of a typed cache are meant. */
public sealed interface Selection<K> {
  /** Every entry. */
  static <K> Selection<K> all() {
    return new All<>();
  }

  /** Entries whose key begins with the prefix: of use with codecs that write text or bytes. */
  static <K> Selection<K> prefix(K prefix) {
    return new Prefix<>(prefix);
  }

  /** Entries that have at least one of the tags; a tag that is named twice counts once. */
  static <K> Selection<K> tagged(String... anyOf) {
    return new Tagged<>(new HashSet<>(List.of(anyOf)));
  }

  /** Every entry. */
  record All<K>() implements Selection<K> {}

  /** Entries whose key, as the codec writes it, begins with what it writes for the prefix. */
  record Prefix<K>(K prefix) implements Selection<K> {
    public Prefix {
      requireNonNull(prefix, "prefix is null");
    }
  }

  /** Entries that have at least one of the tags. */
  record Tagged<K>(Set<String> anyOf) implements Selection<K> {
    public Tagged {
      anyOf = Set.copyOf(anyOf);
    }
  }
}
