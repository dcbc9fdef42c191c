package io.aitta.persistence.file;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.zip.CRC32C;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file of blocks of 4 KiB, each followed on the disk by the CRC32C of its number and its content.
 * MVStore checks little of what it reads, and a damaged length would have it ask for memory without
 * bound; under this channel it sees nothing but blocks that were once written to that place. Reads
 * may begin and end anywhere, writes are of whole blocks, as those of MVStore are. Reads are
 * thread-safe; writes are for one thread at a time.
 *
 * <p>The first two blocks have none: they are MVStore's header, two copies with a checksum each,
 * the only blocks that are rewritten in place. A checksum would lie in the disk's next sector, so a
 * power loss between the two could make both copies unreadable.
 */
public final class CheckedChannel extends FileBaseDefault {
  static final int BLOCK = 4096;
  private static final int CHECKSUM = Integer.BYTES;
  private static final int STRIDE = BLOCK + CHECKSUM;
  static final int HEADER_BLOCKS = 2;
  private static final int HEADER = HEADER_BLOCKS * BLOCK;

  /** Blocks that are read or written at once, so that large chunks need little memory. */
  private static final int MOST_BLOCKS = 128;

  private final FileChannel file;
  private final Unforced unforced;
  private volatile Recovery recovery = Recovery.NONE;
  private final ByteBuffer written = ByteBuffer.allocate(MOST_BLOCKS * STRIDE);

  /**
   * Checks a file from here on.
   *
   * @param file the file, which this channel owns
   * @param unforced what of it was written since it was last forced; it is written anew
   */
  public CheckedChannel(FileChannel file, Unforced unforced) throws IOException {
    this.file = requireNonNull(file, "file is null");
    this.unforced = requireNonNull(unforced, "unforced is null");
    unforced.rewrite(file);
  }

  @Override
  public long size() throws IOException {
    long size = file.size();
    return size <= HEADER ? size / BLOCK * BLOCK : HEADER + (size - HEADER) / STRIDE * BLOCK;
  }

  /** Where a block that begins there is in the file. */
  private static long place(long position) {
    return position <= HEADER ? position : HEADER + (position - HEADER) / BLOCK * STRIDE;
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // reads share nothing that changes
  public int read(ByteBuffer target, long position) throws IOException {
    long left = size() - position;
    if (left <= 0) {
      return -1;
    }
    int length = (int) Math.min(target.remaining(), left);
    if (recovery.hides(position / BLOCK, (position + length + BLOCK - 1) / BLOCK)) {
      throw new DamagedBlockException(position / BLOCK);
    }
    int done = 0;
    while (done < length) {
      long at = position + done;
      done +=
          at < HEADER
              ? readHeader(target, at, (int) Math.min(length - done, HEADER - at))
              : readSome(target, at, length - done);
    }
    return length;
  }

  /**
   * Finds the newest commit that is whole, where the file was not closed; to be called before
   * MVStore opens it.
   *
   * @return how many commits are left out
   */
  public int recover() throws IOException {
    recovery = Recovery.of(this);
    return recovery.torn().size();
  }

  /**
   * MVStore has opened the file: what was left out is overwritten, so that it is never met again.
   */
  public void opened() throws IOException {
    Recovery done = recovery;
    recovery = Recovery.NONE;
    for (Chunk chunk : done.torn()) {
      long end = Math.min((chunk.block() + chunk.blocks()) * BLOCK, size());
      for (long at = chunk.block() * BLOCK; at < end; at += BLOCK) {
        write(ByteBuffer.allocate(BLOCK), at);
      }
    }
    if (!done.torn().isEmpty()) {
      force(true);
    }
  }

  /** The content of blocks, as it is, checked or not. */
  byte[] unchecked(long block, int blocks) throws IOException {
    byte[] content = new byte[blocks * BLOCK];
    long begin = place(block * BLOCK);
    ByteBuffer stored = ByteBuffer.allocate((int) (place((block + blocks) * BLOCK) - begin));
    fill(stored, begin);
    for (int i = 0; i < blocks; i++) {
      stored.get((int) (place((block + i) * BLOCK) - begin), content, i * BLOCK, BLOCK);
    }
    return content;
  }

  boolean isWhole(Chunk chunk) throws IOException {
    long end = (chunk.block() + chunk.blocks()) * BLOCK;
    if (chunk.blocks() == 0 || end > size()) {
      return false;
    }
    if (!chunk.isEndedBy(unchecked(chunk.block() + chunk.blocks() - 1, 1))) {
      return false;
    }
    try {
      for (long at = chunk.block() * BLOCK; at < end; at += MOST_BLOCKS * BLOCK) {
        int length = (int) Math.min(MOST_BLOCKS * BLOCK, end - at);
        readSome(ByteBuffer.allocate(length), at, length);
      }
      return true;
    } catch (DamagedBlockException notWhole) {
      return false;
    }
  }

  private int readHeader(ByteBuffer target, long position, int length) throws IOException {
    ByteBuffer stored = ByteBuffer.allocate(length);
    fill(stored, position);
    byte[] header = recovery.header();
    if (header.length > 0) {
      stored.put(0, header, (int) position, length);
    }
    target.put(stored.flip());
    return length;
  }

  private int readSome(ByteBuffer target, long position, int length) throws IOException {
    long first = position / BLOCK;
    int skip = (int) (position % BLOCK);
    int blocks = (int) Math.min(MOST_BLOCKS, (skip + (long) length + BLOCK - 1) / BLOCK);
    ByteBuffer stored = ByteBuffer.allocate(blocks * STRIDE);
    fill(stored, place(first * BLOCK));
    int count = Math.min(length, blocks * BLOCK - skip);
    CRC32C crc = new CRC32C();
    int end = skip + count;
    for (int block = 0; block < blocks; block++) {
      int at = block * STRIDE;
      if (checksum(crc, first + block, stored.array(), at) != stored.getInt(at + BLOCK)) {
        throw new DamagedBlockException(first + block);
      }
      int from = Math.max(skip - block * BLOCK, 0);
      int to = Math.min(end - block * BLOCK, BLOCK);
      target.put(stored.array(), at + from, to - from);
    }
    return count;
  }

  private void fill(ByteBuffer stored, long position) throws IOException {
    while (stored.hasRemaining()) {
      if (file.read(stored, position + stored.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
  }

  @Override
  public synchronized int write(ByteBuffer source, long position) throws IOException {
    int length = source.remaining();
    if (position % BLOCK != 0 || length % BLOCK != 0) {
      throw new IllegalArgumentException("no whole blocks: " + length + " bytes at " + position);
    }
    unforced.add(place(position), place(position + length) - place(position));
    CRC32C crc = new CRC32C();
    long block = position / BLOCK;
    while (source.hasRemaining()) {
      block += writeSome(crc, source, block);
    }
    return length;
  }

  /** Writes blocks up to the end of what is written at once, and says how many. */
  private long writeSome(CRC32C crc, ByteBuffer source, long first) throws IOException {
    written.clear();
    long block = first;
    while (source.hasRemaining() && written.remaining() >= STRIDE) {
      int at = written.position();
      source.get(written.array(), at, BLOCK);
      written.position(at + BLOCK);
      if (block >= HEADER_BLOCKS) {
        written.putInt(checksum(crc, block, written.array(), at));
      }
      block++;
    }
    written.flip();
    while (written.hasRemaining()) {
      file.write(written, place(first * BLOCK) + written.position());
    }
    return block - first;
  }

  private static int checksum(CRC32C crc, long block, byte[] bytes, int at) {
    crc.reset();
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      crc.update((int) (block >>> shift));
    }
    crc.update(bytes, at, BLOCK);
    return (int) crc.getValue();
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    file.truncate(place(size));
  }

  @Override
  public void force(boolean metadata) throws IOException {
    file.force(metadata);
    unforced.clear();
  }

  /** Nothing is locked here: the whole directory is, by {@link DirectoryLock}. */
  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    return new FileLock(this, position, size, shared) {
      @Override
      public boolean isValid() {
        return true;
      }

      @Override
      public void release() {
        // it was never taken
      }
    };
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
