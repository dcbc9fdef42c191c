package io.aitta.gateway;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * A page of a cache's entries. It may hold fewer than asked for, even none, although there are
 * more: with values it ends early once it is large, and always once half of its time is over.
 *
 * @param next where the next page begins; empty after the last
 */
public record Listing(List<Lookup.Hit> entries, Optional<ListCursor> next) {
  public Listing {
    entries = List.copyOf(entries);
    requireNonNull(next, "next is null");
  }
}
