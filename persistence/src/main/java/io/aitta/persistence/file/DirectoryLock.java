package io.aitta.persistence.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to use a directory, which one store at a time has, until it is closed. */
public final class DirectoryLock implements AutoCloseable {
  private static final String LOCK = "store.lock";

  /**
   * Those of this process. A POSIX lock is lost when any channel of its file is closed by the
   * process that holds it, so none may be opened a second time to find out.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path real;
  private final FileChannel lock;

  private DirectoryLock(Path real, FileChannel lock) {
    this.real = real;
    this.lock = lock;
  }

  /**
   * Takes a directory, made where it is not there.
   *
   * @throws DirectoryInUseException when another store has it
   * @throws IOException when it cannot be made or locked
   */
  public static DirectoryLock take(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    if (!TAKEN.add(real)) {
      throw inUse("another node of this process", directory);
    }
    try {
      return new DirectoryLock(real, lock(directory));
    } catch (IOException cannotLock) {
      TAKEN.remove(real);
      throw cannotLock;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse("another process", directory);
      }
      return channel;
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw inUse("another node of this process", directory);
    } catch (IOException cannotLock) {
      channel.close();
      throw cannotLock;
    }
  }

  private static DirectoryInUseException inUse(String who, Path directory) {
    return new DirectoryInUseException(
        who
            + " uses the store's directory "
            + directory
            + ": stop it, or give this node a directory of its own");
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      TAKEN.remove(real);
    }
  }
}
