package io.aitta.multijvm.surroundings;

import io.aitta.multijvm.process.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file system in memory for each node, so small that it can be filled. Needs Linux and root. The
 * nodes read its path from the variable {@value #VARIABLE}.
 */
public final class SmallDisks implements Surroundings {
  private static final String VARIABLE = "AITTA_SMALL_DISK";
  private static final String SIZE = "64m";
  private static final int AT_ONCE = 4096;

  private final List<Path> mounted = new ArrayList<>();

  private SmallDisks() {}

  /**
   * Mounts them.
   *
   * @param directory where to
   * @throws IllegalStateException when this machine, or who asks, cannot
   */
  public static SmallDisks in(Path directory, int nodes) {
    SmallDisks disks = new SmallDisks();
    try {
      for (int node = 0; node < nodes; node++) {
        Path disk = directory.toAbsolutePath().resolve("disk-" + node);
        Files.createDirectories(disk);
        Commands.run("mount -t tmpfs -o size=" + SIZE + " tmpfs " + disk);
        disks.mounted.add(disk);
      }
      return disks;
    } catch (IOException e) {
      disks.close();
      throw new UncheckedIOException("cannot make a directory to mount to", e);
    } catch (IllegalStateException e) {
      disks.close();
      throw e;
    }
  }

  /** What nodes are told, so that all they keep is on their disks. */
  public static String configuration() {
    return """
        aitta.persistence.h2.directory = ${%1$s}"/store"
        aitta.register.directory = ${%1$s}"/register"
        """
        .formatted(VARIABLE);
  }

  @Override
  public Place place(int node) {
    return Place.HERE.with(Map.of(VARIABLE, mounted.get(node).toString()));
  }

  /** Leaves no room on the disk of a node. */
  public void fill(int node) {
    try (OutputStream ballast = Files.newOutputStream(ballast(node))) {
      byte[] bytes = new byte[AT_ONCE];
      while (true) {
        ballast.write(bytes);
      }
    } catch (IOException full) {
      if (!Files.exists(ballast(node))) {
        throw new UncheckedIOException("cannot fill the disk", full);
      }
    }
  }

  /** Gives the room back. */
  public void empty(int node) {
    try {
      Files.deleteIfExists(ballast(node));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty the disk", e);
    }
  }

  private Path ballast(int node) {
    return mounted.get(node).resolve("ballast");
  }

  @Override
  public void close() {
    mounted.forEach(disk -> Commands.run("umount -l " + disk));
    mounted.clear();
  }
}
