package io.aitta.persistence.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What a store asks of a disk. Tests give it one that fills up, fails to force or is slow; only the
 * positional reads and writes of a channel are used, its size, cutting it off and forcing it.
 */
public interface Disk {
  /** Opens a file for reading and writing, made where it is not there. */
  FileChannel open(Path file) throws IOException;

  /** Gives a file another name, at once or not at all. */
  void move(Path from, Path to) throws IOException;

  /** Has the names in a directory on the disk. */
  void forceNames(Path directory) throws IOException;

  /** The disk of this machine. */
  static Disk real() {
    return new RealDisk();
  }
}
