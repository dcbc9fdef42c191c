package io.aitta.transfer;

import io.aitta.transfer.format.ExportedEntry;
import java.util.List;

/**
 * Entries of a file that stand together.
 *
 * @param before how many entries stand before them
 */
record Chunk(long before, List<ExportedEntry> entries) {
  Chunk {
    entries = List.copyOf(entries);
  }

  /** Those of them before which at least so many stand. */
  Chunk from(long done) {
    long skipped = Math.max(0, Math.min(entries.size(), done - before));
    return new Chunk(before + skipped, entries.subList((int) skipped, entries.size()));
  }

  /** The bytes that they take until they are sent: as they are, as lines, and as a body. */
  int room() {
    long values = entries.stream().mapToLong(entry -> entry.value().length).sum();
    return (int) Math.min(Integer.MAX_VALUE, 4 * values);
  }
}
