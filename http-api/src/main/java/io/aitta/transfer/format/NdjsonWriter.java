package io.aitta.transfer.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

/** Writes lines: the header, an entry each, the trailer. */
final class NdjsonWriter implements RecordWriter {
  /** The trailer's first field, which no entry has. */
  static final String END = "end";

  @Override
  public byte[] header(Header header) {
    return line(header.toJson());
  }

  @Override
  public byte[] entries(long before, List<ExportedEntry> entries) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (ExportedEntry entry : entries) {
      lines.writeBytes(EntryJson.bytes(entry));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  @Override
  public byte[] trailer(long entries, int checksum) {
    ObjectNode json = Json.object();
    json.put(END, true);
    json.put("entries", entries);
    json.put("crc32c", HexFormat.of().toHexDigits(checksum));
    return line(Json.bytes(json));
  }

  private static byte[] line(byte[] json) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + 1);
    line.writeBytes(json);
    line.write('\n');
    return line.toByteArray();
  }
}
