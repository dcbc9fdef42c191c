package io.aitta.multijvm.surroundings;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.aitta.multijvm.process.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wall clock for each node that can be set while the node runs, by libfaketime; time that only
 * goes on ({@link System#nanoTime}) stays true. A node sees its clock set within a second or two.
 */
public final class SettableClocks implements Surroundings {
  private static final String LIBRARY = "libfaketimeMT.so.1";
  private static final List<Path> ROOTS =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));
  private static final int DEPTH = 3;

  private final Path library;
  private final Path directory;

  private SettableClocks(Path library, Path directory) {
    this.library = library;
    this.directory = directory;
  }

  /**
   * Clocks that are right so far.
   *
   * @param directory of the files that say how wrong they are
   * @throws IllegalStateException when libfaketime is not installed
   */
  public static SettableClocks in(Path directory, int nodes) {
    SettableClocks clocks = new SettableClocks(library(ROOTS), directory.toAbsolutePath());
    for (int node = 0; node < nodes; node++) {
      clocks.set(node, Duration.ZERO);
    }
    return clocks;
  }

  static Path library(List<Path> roots) {
    return roots.stream()
        .filter(Files::isDirectory)
        .flatMap(SettableClocks::librariesIn)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "clocks are set by libfaketime, which is not installed (Debian: apt-get"
                        + " install faketime): no "
                        + LIBRARY
                        + " in "
                        + roots));
  }

  private static Stream<Path> librariesIn(Path root) {
    try (Stream<Path> found =
        Files.find(root, DEPTH, (path, attributes) -> path.endsWith(LIBRARY))) {
      return found.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for " + LIBRARY, e);
    }
  }

  /** Without the fix forced off, version 0.9.10 ends Java's timed waits at once. */
  @Override
  public Place place(int node) {
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD", library.toString(),
            "FAKETIME_TIMESTAMP_FILE", file(node).toString(),
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", "0",
            "NO_FAKE_STAT", "1");
    return new Place(Place.HERE.host(), List.of(), environment);
  }

  /** Sets a node's clock to be off by that much, whatever it was before; whole seconds. */
  public void set(int node, Duration offset) {
    try {
      Files.createDirectories(directory);
      Path draft = Files.writeString(directory.resolve("clock.draft"), text(offset));
      Files.move(draft, file(node), ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set the clock of node " + node, e);
    }
  }

  /** As libfaketime reads it: {@code +3600} or {@code -1}. */
  static String text(Duration offset) {
    return "%+d%n".formatted(offset.toSeconds());
  }

  private Path file(int node) {
    return directory.resolve("clock-" + node);
  }

  @Override
  public void close() {}
}
