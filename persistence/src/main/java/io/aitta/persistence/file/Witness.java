package io.aitta.persistence.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A small file that says which commit of which store was last acknowledged. MVStore takes the
 * newest commit that it can read, so a store that has lost its end opens as an older one, without a
 * word; the witness is what tells.
 *
 * <p>It is written after each commit was forced and before it is acknowledged, and it is not forced
 * itself. So it never says more than the disk has. After a process was killed it says all that was
 * acknowledged, since the kernel still has it; after a power loss it may say less, or nothing, and
 * then less is noticed. Two slots take turns, so a write that was cut short hurts only one.
 */
public final class Witness implements AutoCloseable {
  private static final int SLOT = 4096;
  private static final int LENGTH = 3 * Long.BYTES;
  private static final long KIND = 0x6169_7474_6177_6974L;

  /**
   * What it says.
   *
   * @param store the store that was written
   * @param commit its last acknowledged commit
   */
  public record Word(long store, long commit) {}

  private final FileChannel file;

  private Witness(FileChannel file) {
    this.file = file;
  }

  /** Opens the file, made where it is not there. */
  public static Witness open(Disk disk, Path path) throws IOException {
    return new Witness(disk.open(path));
  }

  /** The latest word that can be read; empty when there is none. */
  public Optional<Word> read() throws IOException {
    Optional<Word> first = read(0);
    Optional<Word> second = read(1);
    if (first.isPresent() && second.isPresent()) {
      return first.get().commit() > second.get().commit() ? first : second;
    }
    return first.or(() -> second);
  }

  /** Whether it has ever been written. */
  public boolean isEmpty() throws IOException {
    return file.size() == 0;
  }

  /** Says that this commit is about to be acknowledged. */
  public void write(Word word) throws IOException {
    ByteBuffer slot = ByteBuffer.allocate(LENGTH + Integer.BYTES);
    slot.putLong(KIND).putLong(word.store()).putLong(word.commit());
    slot.putInt(checksum(slot.array())).flip();
    long position = word.commit() % 2 * SLOT;
    while (slot.hasRemaining()) {
      file.write(slot, position + slot.position());
    }
  }

  private Optional<Word> read(int number) throws IOException {
    ByteBuffer slot = ByteBuffer.allocate(LENGTH + Integer.BYTES);
    while (slot.hasRemaining()) {
      if (file.read(slot, (long) number * SLOT + slot.position()) < 0) {
        return Optional.empty();
      }
    }
    slot.flip();
    boolean isSound = slot.getLong(0) == KIND && slot.getInt(LENGTH) == checksum(slot.array());
    return isSound
        ? Optional.of(new Word(slot.getLong(Long.BYTES), slot.getLong(2 * Long.BYTES)))
        : Optional.empty();
  }

  private static int checksum(byte[] slot) {
    CRC32C crc = new CRC32C();
    crc.update(slot, 0, LENGTH);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
