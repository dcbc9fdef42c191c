package io.aitta.transfer.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Reads lines. A line that was changed and still is one is found out by the trailer's checksum
 * only, so entries are to be believed once the whole file was read.
 */
final class NdjsonReader implements RecordReader {
  private static final int LONGEST_LINE = 128 << 20;
  private static final int MOST_LINES = 500;
  private static final int MOST_BYTES = 1 << 20;

  private final InputStream in;
  private final CRC32C checksum = new CRC32C();
  private final Header header;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long lines;
  private boolean ended;

  NdjsonReader(InputStream in) throws IOException {
    this.in = in;
    byte[] first = readLine();
    if (first.length == 0 || first[0] != '{') {
      throw new DamagedFileException(
          "it does not begin as NDJSON; give --format binary if it is of that form");
    }
    this.header = inLine(() -> Header.of(first));
    take(first);
  }

  @Override
  public Header header() {
    return header;
  }

  @Override
  public int checksum() {
    return (int) checksum.getValue();
  }

  @Override
  public List<ExportedEntry> next() throws IOException {
    List<ExportedEntry> entries = new ArrayList<>();
    int bytes = 0;
    while (!ended && entries.size() < MOST_LINES && bytes < MOST_BYTES) {
      byte[] text = readLine();
      JsonNode json = inLine(() -> Json.read(text));
      if (json.has(NdjsonWriter.END)) {
        checkEnd(json);
      } else {
        entries.add(inLine(() -> EntryJson.stored(json)));
        take(text);
        bytes += text.length;
      }
    }
    return entries;
  }

  /** The trailer is the third line of a file with one entry. */
  private void checkEnd(JsonNode trailer) throws IOException {
    long entries = lines - 2;
    if (trailer.path("entries").asLong(-1) != entries) {
      throw new DamagedFileException(
          "it was to have %s entries and has %d: lines are missing or there are more"
              .formatted(trailer.path("entries"), entries));
    }
    if (!trailer.path("crc32c").asText().equals(HexFormat.of().toHexDigits(checksum()))) {
      throw new DamagedFileException(
          "its lines are not those that were exported (the checksum in line %d differs); which of them were changed cannot be told"
              .formatted(lines));
    }
    if (at < end || fill()) {
      throw new DamagedFileException("something follows after its end in line " + lines);
    }
    ended = true;
  }

  private byte[] readLine() throws IOException {
    line.reset();
    lines++;
    while (true) {
      if (at == end && !fill()) {
        throw new DamagedFileException(
            "it was cut off in line " + lines + "; take another copy, or export again");
      }
      int begin = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      if (line.size() + (at - begin) > LONGEST_LINE) {
        throw new DamagedFileException(
            "line %d is longer than %d bytes".formatted(lines, LONGEST_LINE));
      }
      line.write(buffer, begin, at - begin);
      if (at < end) {
        at++;
        return line.toByteArray();
      }
    }
  }

  /** Fills the buffer anew; false at the end of the file. */
  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private void take(byte[] text) {
    checksum.update(text);
    checksum.update('\n');
  }

  private <T> T inLine(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DamagedFileException e) {
      throw new DamagedFileException("line " + lines + ": " + e.getMessage());
    }
  }
}
