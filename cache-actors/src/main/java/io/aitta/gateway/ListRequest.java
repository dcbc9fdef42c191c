package io.aitta.gateway;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Selector;
import java.util.Optional;

/**
 * Which page of a cache is wanted.
 *
 * @param cursor where to go on, from the page before; empty for the first
 * @param limit how many entries, 1 to {@link #MAX_LIMIT}
 */
public record ListRequest(
    Selector selector, Optional<ListCursor> cursor, int limit, boolean withValues) {
  /** The most entries of one page. */
  public static final int MAX_LIMIT = 10_000;

  /**
   * @throws IllegalArgumentException when the limit is out of its bounds
   */
  public ListRequest {
    requireNonNull(selector, "selector is null");
    requireNonNull(cursor, "cursor is null");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT + ", not " + limit);
    }
  }
}
