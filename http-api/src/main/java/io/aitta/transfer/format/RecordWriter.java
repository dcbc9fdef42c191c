package io.aitta.transfer.format;

import java.util.List;

/** Makes records into the bytes of a form, which stand in a file one after the other. */
public interface RecordWriter {
  /** The first record. */
  byte[] header(Header header);

  /**
   * Some entries.
   *
   * @param before how many entries stand before them
   */
  byte[] entries(long before, List<ExportedEntry> entries);

  /**
   * The last record.
   *
   * @param entries how many there are
   * @param checksum the CRC-32C of all bytes before this record
   */
  byte[] trailer(long entries, int checksum);
}
