package io.aitta.load;

import static java.util.Objects.requireNonNull;

import io.aitta.load.source.Table;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What to load, where to, and how.
 *
 * @param source what to load
 * @param target where to
 * @param concurrency how many requests are under way at a time
 * @param valueSize bytes of the values that a replay writes
 * @param tolerance what is made of lines that cannot be used
 */
public record LoadRequest(
    Source source, Target target, int concurrency, int valueSize, Tolerance tolerance) {
  /** Nothing is null. */
  public LoadRequest {
    requireNonNull(source, "source is null");
    requireNonNull(target, "target is null");
    requireNonNull(tolerance, "tolerance is null");
  }

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

  /**
   * A file or a directory.
   *
   * @param path where it is
   * @param format what is in it
   * @param limit how many requests or entries are taken of it at most
   * @param table how it is read where it is a table
   */
  public record Source(Path path, Format format, long limit, Table table) {
    /** Nothing is null. */
    public Source {
      requireNonNull(path, "path is null");
      requireNonNull(format, "format is null");
      requireNonNull(table, "table is null");
    }

    /** The name without its folder. */
    String name() {
      return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }
  }

  /**
   * A cache of a cluster.
   *
   * @param nodes base addresses of nodes, asked in turn
   * @param cache the name of the cache
   * @param maxEntries the limit that the cache is configured with, if it is
   * @param fresh whether the cache is dropped before
   */
  public record Target(List<URI> nodes, String cache, OptionalLong maxEntries, boolean fresh) {
    /** Nothing is null, and the nodes do not change any more. */
    public Target {
      nodes = List.copyOf(nodes);
      requireNonNull(cache, "cache is null");
      requireNonNull(maxEntries, "maxEntries is null");
    }
  }
}
