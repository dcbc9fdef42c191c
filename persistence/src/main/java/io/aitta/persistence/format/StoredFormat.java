package io.aitta.persistence.format;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.wire.codec.Codec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Writes and reads what a node keeps on its disk: the version of the layout, the content, and the
 * CRC-32C of both, big-endian. That frame is the same in all versions. Thread-safe.
 */
public final class StoredFormat {
  private static final int LEAST_BYTES = Byte.BYTES + Integer.BYTES;
  private static final String EVENT = "an event of a journal";
  private static final String CATALOG = "the catalog that a node has kept";

  private StoredFormat() {}

  /** Writes records, in their order, as one event. */
  public static byte[] write(List<JournalRecord> records) {
    return write(StoredRecords.RECORDS, records);
  }

  /**
   * Reads an event and hands its records over one by one, in their order; none where one of them
   * cannot be read.
   *
   * @param event not changed, and not referred to by what is read
   * @throws UnreadableEventException when the bytes are damaged, are no event, or were written by a
   *     later version of Aitta
   */
  public static void read(byte[] event, Consumer<JournalRecord> to) {
    read(StoredRecords.RECORDS, event, EVENT).forEach(to);
  }

  /** Writes a catalog. */
  public static byte[] write(Catalog catalog) {
    return write(StoredCatalogs.CATALOG, catalog);
  }

  /**
   * Reads a catalog.
   *
   * @throws UnreadableEventException when the bytes are damaged, are no catalog, or were written by
   *     a later version of Aitta
   */
  public static Catalog readCatalog(byte[] bytes) {
    return read(StoredCatalogs.CATALOG, bytes, CATALOG);
  }

  private static <T> byte[] write(Codec<T> codec, T value) {
    byte[] bytes = new byte[Math.toIntExact(LEAST_BYTES + codec.size(value))];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.put((byte) StoredCodes.VERSION);
    codec.write(buffer, value);
    buffer.putInt(checksum(bytes, buffer.position()));
    return bytes;
  }

  private static <T> T read(Codec<T> codec, byte[] bytes, String what) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int end = bytes.length - Integer.BYTES;
    if (bytes.length < LEAST_BYTES || buffer.getInt(end) != checksum(bytes, end)) {
      throw UnreadableEventException.damaged(what, bytes.length);
    }
    int version = Byte.toUnsignedInt(buffer.get());
    if (version > StoredCodes.VERSION) {
      throw UnreadableEventException.ofLaterVersion(what, version);
    }
    if (version < StoredCodes.VERSION) {
      throw UnreadableEventException.meaningless(what, bytes.length);
    }
    buffer.limit(end);
    T value;
    try {
      value = codec.read(buffer);
    } catch (RuntimeException found) {
      throw UnreadableEventException.meaningless(what, bytes.length, found);
    }
    if (buffer.hasRemaining()) {
      throw UnreadableEventException.meaningless(what, bytes.length);
    }
    return value;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
