package io.aitta.persistence.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a file that were written since it was last forced. When a force fails, the kernel
 * may have dropped what it could not write and yet serve it from its cache, marked as written: a
 * later force that succeeds says nothing about it. So whoever opens the file anew in this process
 * writes these parts once more, as they read now; then what is read and what the next force stores
 * are the same. It outlives the channels of the file. Thread-safe.
 */
public final class Unforced {
  private static final int MOST_AT_ONCE = 1 << 20;

  /**
   * A part of the file.
   *
   * @param position its first byte
   * @param length how many bytes
   */
  private record Part(long position, long length) {}

  private final List<Part> parts = new ArrayList<>();

  synchronized void add(long position, long length) {
    parts.add(new Part(position, length));
  }

  synchronized void clear() {
    parts.clear();
  }

  /** Writes the parts anew, as far as the file has them. They stay unforced. */
  synchronized void rewrite(FileChannel channel) throws IOException {
    for (Part part : parts) {
      long end = Math.min(part.position() + part.length(), channel.size());
      for (long at = part.position(); at < end; at += MOST_AT_ONCE) {
        rewrite(channel, at, (int) Math.min(MOST_AT_ONCE, end - at));
      }
    }
  }

  private static void rewrite(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    bytes.flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position());
    }
  }
}
