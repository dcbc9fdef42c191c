package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Whole files in memory: written, and read to their ends. */
final class Exports {
  static final Header HEADER =
      new Header("c", "{\"name\":\"c\",\"ttl\":\"60s\",\"maxEntries\":null}", 1_700_000_000_123L);

  private Exports() {}

  static byte[] write(Form form, List<ExportedEntry> entries) {
    RecordWriter writer = form.writer();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(writer.header(HEADER));
    file.writeBytes(writer.entries(0, entries));
    CRC32C checksum = new CRC32C();
    checksum.update(file.toByteArray());
    file.writeBytes(writer.trailer(entries.size(), (int) checksum.getValue()));
    return file.toByteArray();
  }

  static List<ExportedEntry> read(Form form, byte[] file) throws IOException {
    List<ExportedEntry> all = new ArrayList<>();
    readInto(all, form, file);
    return all;
  }

  /** Keeps what was read before it failed. */
  static void readInto(List<ExportedEntry> all, Form form, byte[] file) throws IOException {
    RecordReader reader = form.reader(new ByteArrayInputStream(file));
    for (List<ExportedEntry> some = reader.next(); !some.isEmpty(); some = reader.next()) {
      all.addAll(some);
    }
  }

  /** One of each kind that there is. */
  static List<ExportedEntry> samples() {
    return List.of(
        entry("plain", "text/plain; charset=utf-8", "text", List.of(), Limits.NONE),
        entry("json", "application/json", "{\"a\":\"ä\\n\"}", List.of("t:1", "u"), Limits.NONE),
        new ExportedEntry(
            "a%2F+ ä\ud83d\ude00\n",
            new byte[] {-1, 0, 'x'},
            "text/plain",
            List.of(),
            new Limits(1_700_000_060_001L, 60_001, 0)),
        entry(
            "idle",
            "application/octet-stream",
            "",
            List.of(),
            new Limits(1_700_000_000_124L, 1, 90_000)),
        entry("end", "image/png", "\u0000", List.of(), new Limits(0, 0, 1)));
  }

  static ExportedEntry entry(
      String key, String type, String text, List<String> tags, Limits limits) {
    return new ExportedEntry(key, text.getBytes(UTF_8), type, tags, limits);
  }
}
