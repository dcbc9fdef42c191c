package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.catalog.Catalog;

/**
 * A catalog that the receiver merges into its own.
 *
 * @param number what the acknowledgement is to carry; 0 where none is wanted
 */
public record CatalogPush(long number, Catalog catalog) implements Message {
  public CatalogPush {
    requireNonNull(catalog, "catalog is null");
  }
}
