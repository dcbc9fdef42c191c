package io.aitta.voter;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * One directory of a file system, with its promises as they are: what was not forced may be gone
 * after a crash, in part or whole, and a name that was created or moved is safe only once the
 * directory itself was forced. One thread at a time.
 */
public interface Disk extends Closeable {
  /** The file's content; empty when there is no such file. */
  Optional<byte[]> read(String name) throws IOException;

  /** The file for writing at its end; it is created, empty, where there is none. */
  LogFile open(String name) throws IOException;

  /** Gives the file another name, in the place of the file that had it. */
  void move(String name, String newName) throws IOException;

  /** Deletes the file, if it is there. */
  void delete(String name) throws IOException;

  /** Makes names safe that were created, moved or deleted. */
  void forceNames() throws IOException;

  /** A file that grows at its end. */
  interface LogFile extends Closeable {
    /** Writes all the bytes behind the last one. */
    void append(byte[] bytes) throws IOException;

    /** Drops everything from that position on. */
    void cut(long length) throws IOException;

    /** Makes safe all that was written or cut. */
    void force() throws IOException;
  }
}
