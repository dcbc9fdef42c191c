package io.aitta.node;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file with the number of a process, for as long as the process lives. */
public final class PidFile {
  private final Path path;

  /** The file at a path, whether it is there or not. */
  public PidFile(Path path) {
    this.path = path;
  }

  /**
   * Writes the number of this process; the file goes when this process has ended its shutdown.
   *
   * @throws OperatorException when the process that the file names still runs, or the file cannot
   *     be written
   */
  public void claim() {
    owner()
        .ifPresent(
            other -> {
              throw new OperatorException(
                  "process "
                      + other.pid()
                      + " still runs, as "
                      + path
                      + " says; stop it with kill "
                      + other.pid()
                      + ", or give another --name or --run-dir");
            });
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new OperatorException(
          "the file " + path + " cannot be written; give a directory that can with --run-dir", e);
    }
    path.toFile().deleteOnExit();
  }

  /**
   * The living process that the file names. A number that the machine has given to a program other
   * than Java meanwhile does not count.
   */
  public Optional<ProcessHandle> owner() {
    return pid()
        .filter(pid -> pid != ProcessHandle.current().pid())
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(PidFile::isJava);
  }

  /** Removes the file if it names this process number; the file of a successor stays. */
  public void removeIf(long pid) {
    if (pid().filter(found -> found == pid).isPresent()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new OperatorException("the file " + path + " cannot be removed; remove it", e);
      }
    }
  }

  private Optional<Long> pid() {
    try {
      return Optional.of(Long.valueOf(Files.readString(path).trim()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("java")).orElse(true);
  }
}
