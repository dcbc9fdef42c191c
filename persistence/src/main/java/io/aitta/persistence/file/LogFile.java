package io.aitta.persistence.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file to which commits are written one behind the other, and from its start again once nobody
 * needs those that are in it: then forcing it has no sizes to write. For one thread at a time, but
 * for {@link #force}.
 */
public final class LogFile implements AutoCloseable {
  private final Path path;
  private final FileChannel file;
  private long end;

  private LogFile(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** Opens the file, made where it is not there. What is in it is written over. */
  public static LogFile open(Disk disk, Path path) throws IOException {
    return new LogFile(path, disk.open(path));
  }

  /**
   * All whole frames of it, wherever they are and of whatever time.
   *
   * @param most how many bytes it can have
   * @throws IOException when it cannot be read, or has more bytes
   */
  public List<LogFrame> read(int most) throws IOException {
    long size = file.size();
    if (size > most) {
      throw new IOException(path + " has " + size + " bytes, and a log has " + most + " at most");
    }
    byte[] bytes = bytes((int) size);
    List<LogFrame> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      Optional<LogFrame> found = LogFrame.read(bytes, at);
      found.ifPresent(frames::add);
      at += found.map(frame -> LogFrame.size(frame.content().length)).orElse(LogFrame.ALIGNMENT);
    }
    return frames;
  }

  private byte[] bytes(int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, bytes.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return bytes.array();
  }

  /** Writes a commit behind the one before. It is not forced. */
  public void append(LogFrame frame) throws IOException {
    ByteBuffer bytes = frame.write();
    while (bytes.hasRemaining()) {
      file.write(bytes, end + bytes.position());
    }
    end += bytes.limit();
  }

  /** The next commit is written to the start. */
  public void restart() {
    end = 0;
  }

  /** Gives its room back: nobody needs what is in it. */
  public void clear() throws IOException {
    file.truncate(0);
    end = 0;
  }

  /** How many bytes it takes. */
  public long size() throws IOException {
    return file.size();
  }

  /** How many bytes were written since the start. */
  public long bytes() {
    return end;
  }

  /** Has all that was written on the disk, on any thread. */
  public void force() throws IOException {
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
