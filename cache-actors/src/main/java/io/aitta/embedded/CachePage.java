package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.gateway.ListCursor;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing. It may hold fewer entries than asked for, even none, although there are
 * more.
 *
 * @param next where the next page begins; empty after the last
 */
public record CachePage<K, V>(List<CacheEntry<K, V>> entries, Optional<ListCursor> next) {
  public CachePage {
    entries = List.copyOf(entries);
    requireNonNull(next, "next is null");
  }
}
