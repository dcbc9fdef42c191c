package io.aitta.transfer;

import static java.util.Objects.requireNonNull;

import io.aitta.transfer.format.Form;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What to export, where to, and how.
 *
 * @param nodes base addresses of nodes, asked in turn
 * @param cache the name of the cache
 * @param file where it is written
 * @param form what the file looks like inside
 * @param overwrite whether a file that is there is replaced, and what was begun thrown away
 * @param resume whether it goes on where one before it was interrupted
 */
public record ExportRequest(
    List<URI> nodes, String cache, Path file, Form form, boolean overwrite, boolean resume) {
  /** Nothing is null, and the nodes do not change any more. */
  public ExportRequest {
    nodes = List.copyOf(nodes);
    requireNonNull(cache, "cache is null");
    requireNonNull(file, "file is null");
    requireNonNull(form, "form is null");
  }

  /** Whether the file is compressed. */
  boolean packed() {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** What is written until all of it is there. */
  Path part() {
    return beside(".part");
  }

  /** Where it is noted how far it is. */
  Path state() {
    return beside(".part.state");
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
