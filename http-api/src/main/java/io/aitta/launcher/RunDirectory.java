package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.node.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of a running cluster: logs, pid files, data. Held by one {@code up} at a time, for
 * as long as its process lives.
 */
final class RunDirectory implements AutoCloseable {
  private static final String LOCK = "up.lock";
  private static final String PID = ".pid";

  private final Path path;
  private final FileChannel channel;

  private RunDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory if need be, and takes hold of it.
   *
   * @throws OperatorException when another process holds it, or it cannot be written
   */
  static RunDirectory hold(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new OperatorException(
            "another 'aitta up' runs in " + path + "; stop it, or give another --run-dir");
      }
      return new RunDirectory(path, channel);
    } catch (IOException e) {
      throw new OperatorException(
          "the run directory " + path + " cannot be written; give another with --run-dir", e);
    }
  }

  /**
   * Makes sure that no node of an earlier cluster still runs here, whatever its name, as after a
   * launcher that was killed.
   *
   * @throws OperatorException when one does; it says how to stop it
   */
  void requireNoNodes() {
    for (Path file : pidFiles()) {
      new PidFile(file)
          .owner()
          .ifPresent(
              process -> {
                throw new OperatorException(
                    "%s of an earlier start still runs in %s as process %d; stop it with kill %d"
                        .formatted(nodeOf(file), path, process.pid(), process.pid()));
              });
    }
  }

  /** Where a node writes its log. */
  Path log(NodePlace place) {
    return path.resolve(place.name() + ".log");
  }

  /** Where the streams of a node's process go: the log has one writer, which rolls it. */
  Path output(NodePlace place) {
    return path.resolve(place.name() + ".out");
  }

  PidFile pidFile(NodePlace place) {
    return new PidFile(path.resolve(place.name() + PID));
  }

  private List<Path> pidFiles() {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(PID)).sorted().toList();
    } catch (IOException e) {
      throw new OperatorException(
          "the run directory " + path + " cannot be read; give another with --run-dir", e);
    }
  }

  private static String nodeOf(Path pidFile) {
    String name = pidFile.getFileName().toString();
    return name.substring(0, name.length() - PID.length());
  }

  /** Lets go of it. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new OperatorException("the lock in " + path + " cannot be released; ignore it", e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
