package io.aitta.transfer.format;

import java.io.IOException;
import java.util.List;

/** Reads the records of a form, some entries at a time. For use by one thread. */
public interface RecordReader {
  /** The first record. */
  Header header();

  /**
   * The next entries; none once the trailer was read and fits all that was before it.
   *
   * @throws DamagedFileException when the file is not what was exported, or was cut off
   */
  List<ExportedEntry> next() throws IOException;

  /** The CRC-32C of all that was read before the trailer. */
  int checksum();
}
