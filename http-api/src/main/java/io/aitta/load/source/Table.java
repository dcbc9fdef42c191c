package io.aitta.load.source;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a table is read.
 *
 * @param separator what stands between cells; else a tab where the file's name ends in {@code
 *     .tsv}, a comma otherwise. Where it is a tab, quotes mean nothing
 * @param keyColumn the column that holds keys; else the first
 * @param valueColumn the column that holds values; else the second of two, or all columns as a JSON
 *     object
 */
public record Table(
    Optional<Character> separator, Optional<String> keyColumn, Optional<String> valueColumn) {
  /** Nothing is null. */
  public Table {
    requireNonNull(separator, "separator is null");
    requireNonNull(keyColumn, "keyColumn is null");
    requireNonNull(valueColumn, "valueColumn is null");
  }
}
