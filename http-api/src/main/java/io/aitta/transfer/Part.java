package io.aitta.transfer;

import io.aitta.transfer.resume.Mark;
import io.aitta.transfer.resume.OwnerOnly;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A file that grows, and that becomes the file that was asked for in one step once it is whole.
 * Where it is compressed, each piece is compressed by itself (a member, as RFC 1952 calls it), so
 * that it can be cut off after any of them.
 */
final class Part implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final boolean packed;
  private final FileChannel channel;
  private final CRC32C checksum = new CRC32C();
  private long entries;
  private long valueBytes;

  private Part(Path path, boolean packed, FileChannel channel) {
    this.path = path;
    this.packed = packed;
    this.channel = channel;
  }

  /** An empty file in place of what is there. */
  static Part create(Path path, boolean packed) throws IOException {
    Part part = reopen(path, packed);
    part.channel.truncate(0);
    return part;
  }

  /** A file that was begun, to be taken {@linkplain #goBackTo back} to a mark at first. */
  static Part reopen(Path path, boolean packed) throws IOException {
    FileChannel channel = OwnerOnly.open(path);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException("another export is writing it");
    }
    return new Part(path, packed, channel);
  }

  /**
   * Adds a piece.
   *
   * @param more how many entries are in it
   * @param ofValues how many bytes their values have
   */
  void append(byte[] bytes, long more, long ofValues) throws IOException {
    ByteBuffer piece = ByteBuffer.wrap(packed ? pack(bytes) : bytes);
    while (piece.hasRemaining()) {
      channel.write(piece);
    }
    checksum.update(bytes);
    entries += more;
    valueBytes += ofValues;
  }

  /** How many entries it has. */
  long entries() {
    return entries;
  }

  /** How many bytes the values of its entries have. */
  long valueBytes() {
    return valueBytes;
  }

  /** The CRC-32C of all that was added. */
  int checksum() {
    return (int) checksum.getValue();
  }

  long size() throws IOException {
    return channel.position();
  }

  /** This place, from where a listing goes on at the cursor. */
  Mark mark(Optional<String> cursor) throws IOException {
    return new Mark(cursor, channel.position(), entries, valueBytes, checksum());
  }

  /**
   * Cuts off what comes after a mark.
   *
   * @return whether what comes before it is what was written; if not, nothing more may be added
   */
  boolean goBackTo(Mark mark) throws IOException {
    if (channel.size() < mark.offset()) {
      return false;
    }
    channel.truncate(mark.offset());
    channel.position(mark.offset());
    entries = mark.entries();
    valueBytes = mark.bytes();
    return isWhole(mark.checksum());
  }

  /** Makes it the file that was asked for, once it is on the disk. */
  void finish(Path file) throws IOException {
    channel.force(true);
    channel.close();
    Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private boolean isWhole(int expected) throws IOException {
    checksum.reset();
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        InputStream in = packed ? new GZIPInputStream(stored, BUFFER) : stored) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        checksum.update(buffer, 0, n);
      }
      return checksum() == expected;
    } catch (ZipException | EOFException e) {
      return false;
    }
  }

  private static byte[] pack(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(packed, BUFFER)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
