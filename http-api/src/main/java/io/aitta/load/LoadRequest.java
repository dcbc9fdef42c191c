package io.aitta.load;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to load, where to, and how.
 *
 * @param source a file or a directory
 * @param format what is in it
 * @param nodes base addresses of nodes, asked in turn
 * @param cache the name of the cache
 * @param maxEntries the limit that the cache is configured with, if it is
 * @param fresh whether the cache is dropped before
 * @param concurrency how many requests are under way at a time
 * @param limit how many requests or entries are taken at most
 * @param valueSize bytes of the values that a replay writes
 * @param keyColumn the column of a table that holds keys; else the first
 * @param valueColumn the column of a table that holds values; else the second of two, or all
 *     columns as a JSON object
 * @param strict whether the first line that cannot be used ends the load
 */
public record LoadRequest(
    Path source,
    Format format,
    List<URI> nodes,
    String cache,
    OptionalLong maxEntries,
    boolean fresh,
    int concurrency,
    long limit,
    int valueSize,
    Optional<String> keyColumn,
    Optional<String> valueColumn,
    boolean strict) {
  /** What is in a file. */
  public enum Format {
    /** A trace of the ARC authors, replayed. */
    TRACE,
    /** A table with a header. */
    CSV,
    /** Operations as JSON objects, one a line, as the batch endpoint takes them. */
    NDJSON,
    /** Files, each an entry whose key is its path. */
    DIRECTORY
  }

  /** Nothing is null, and the nodes do not change any more. */
  public LoadRequest {
    requireNonNull(source, "source is null");
    requireNonNull(format, "format is null");
    nodes = List.copyOf(nodes);
    requireNonNull(cache, "cache is null");
    requireNonNull(maxEntries, "maxEntries is null");
    requireNonNull(keyColumn, "keyColumn is null");
    requireNonNull(valueColumn, "valueColumn is null");
  }

  /** The name of what is loaded, without its folder. */
  String name() {
    return String.valueOf(source.getFileName());
  }
}
