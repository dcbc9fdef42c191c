package io.aitta.transfer;

import static java.util.Objects.requireNonNull;

import io.aitta.transfer.format.Form;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to import, where to, and how.
 *
 * @param source the file
 * @param target where to
 * @param ways how
 */
public record ImportRequest(Source source, Target target, Ways ways) {
  /** Nothing is null. */
  public ImportRequest {
    requireNonNull(source, "source is null");
    requireNonNull(target, "target is null");
    requireNonNull(ways, "ways is null");
  }

  /**
   * A file.
   *
   * @param file where it is
   * @param form what it looks like inside
   */
  public record Source(Path file, Form form) {
    /** Nothing is null. */
    public Source {
      requireNonNull(file, "file is null");
      requireNonNull(form, "form is null");
    }
  }

  /**
   * A cache of a cluster.
   *
   * @param nodes base addresses of nodes, asked in turn
   * @param cache the name of the cache
   * @param concurrency how many requests are under way at a time
   */
  public record Target(List<URI> nodes, String cache, int concurrency) {
    /** Nothing is null, and the nodes do not change any more. */
    public Target {
      nodes = List.copyOf(nodes);
      requireNonNull(cache, "cache is null");
    }
  }

  /**
   * How it is done.
   *
   * @param lifetimes from when on times to live count
   * @param ifAbsent whether entries that are there are left alone
   * @param configures whether a cache that is not there is made as the exported one was
   * @param resume whether it goes on where one before it was interrupted
   * @param state where it is noted how far it is, if not beside the file
   */
  public record Ways(
      Lifetimes lifetimes,
      boolean ifAbsent,
      boolean configures,
      boolean resume,
      Optional<Path> state) {
    /** Nothing is null. */
    public Ways {
      requireNonNull(lifetimes, "lifetimes is null");
      requireNonNull(state, "state is null");
    }
  }

  /** Where it is noted how far it is. */
  Path state() {
    Path file = source.file();
    return ways.state().orElseGet(() -> file.resolveSibling(file.getFileName() + ".import"));
  }
}
