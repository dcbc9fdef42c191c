package io.aitta.node;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A file with the number of a process, for as long as the process lives. */
public final class PidFile {
  /** When a process began is known to the hundredth of a second, and by another clock. */
  private static final Duration SLACK = Duration.ofSeconds(1);

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
   * The living process that the file names. A number that the machine has given to another process
   * meanwhile does not count: that one is not Java, or it began after the file was written.
   */
  public Optional<ProcessHandle> owner() {
    return pid()
        .filter(pid -> pid != ProcessHandle.current().pid())
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive)
        .filter(PidFile::isJava)
        .filter(this::hasWritten);
  }

  /**
   * Removes the file if it names this process number; the file of a successor stays.
   *
   * @return whether it does not name that number any more
   */
  public boolean removeIf(long pid) {
    try {
      return pid().filter(found -> found == pid).isEmpty() || Files.deleteIfExists(path);
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<Long> pid() {
    try {
      return Optional.of(Long.valueOf(Files.readString(path).trim()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean hasWritten(ProcessHandle process) {
    try {
      Instant latest = Files.getLastModifiedTime(path).toInstant().plus(SLACK);
      return process.info().startInstant().map(start -> !start.isAfter(latest)).orElse(true);
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("java")).orElse(true);
  }
}
