package io.aitta.voter;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A real directory. It is locked while it is open: two processes never share one. */
public final class DirectoryDisk implements Disk {
  private static final String LOCK = "voter.lock";

  /**
   * Those of this process. A POSIX lock is lost when any channel of its file is closed by the
   * process that holds it, so none may be opened a second time to find out.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path real;
  private final FileChannel lock;

  private DirectoryDisk(Path directory, Path real, FileChannel lock) {
    this.directory = directory;
    this.real = real;
    this.lock = lock;
  }

  /**
   * Opens the directory, made where it is not there.
   *
   * @throws IOException when it cannot be made or locked, with a sentence that says so
   */
  public static DirectoryDisk open(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path real = directory.toRealPath();
    if (!OPEN.add(real)) {
      throw refused("another node of this process", directory);
    }
    try {
      return new DirectoryDisk(directory, real, lock(directory));
    } catch (IOException cannotLock) {
      OPEN.remove(real);
      throw cannotLock;
    }
  }

  /** A class loader of its own has another {@link #OPEN}: then only the file system knows. */
  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw refused("another process", directory);
      }
      return channel;
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw refused("another node of this process", directory);
    } catch (IOException cannotLock) {
      channel.close();
      throw cannotLock;
    }
  }

  private static RefusedDirectoryException refused(String who, Path directory) {
    return new RefusedDirectoryException(
        who
            + " uses the voter's directory "
            + directory
            + ": stop it, or give this node a directory of its own");
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(directory.resolve(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public LogFile open(String name) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve(name), CREATE, WRITE);
    channel.position(channel.size());
    return new ChannelFile(channel);
  }

  @Override
  public void move(String name, String newName) throws IOException {
    Files.move(directory.resolve(name), directory.resolve(newName), ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name));
  }

  @Override
  public void forceNames() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      OPEN.remove(real);
    }
  }

  /** A file through its channel. */
  private record ChannelFile(FileChannel channel) implements LogFile {
    @Override
    public void append(byte[] bytes) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }

    @Override
    public void cut(long length) throws IOException {
      channel.truncate(length);
    }

    @Override
    public void force() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
