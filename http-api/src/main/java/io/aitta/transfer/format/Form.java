package io.aitta.transfer.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file looks like inside. */
public enum Form {
  /** A JSON object a line. */
  NDJSON,
  /** Blocks of bytes, each with a checksum. */
  BINARY;

  /** The form that the file's name says, {@code .gz} and {@code .zst} left aside. */
  public static Optional<Form> ofName(Path file) {
    Path name = file.getFileName();
    String lower = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    String unpacked = lower.replaceFirst("\\.(gz|zst)$", "");
    if (unpacked.endsWith(".ndjson") || unpacked.endsWith(".jsonl")) {
      return Optional.of(NDJSON);
    }
    return unpacked.endsWith(".aitta") ? Optional.of(BINARY) : Optional.empty();
  }

  /** What writes it. */
  public RecordWriter writer() {
    return this == NDJSON ? new NdjsonWriter() : new BinaryWriter();
  }

  /**
   * What reads it, from the beginning of a file.
   *
   * @throws DamagedFileException when it does not begin as one
   */
  public RecordReader reader(InputStream in) throws IOException {
    return this == NDJSON ? new NdjsonReader(in) : new BinaryReader(in);
  }
}
