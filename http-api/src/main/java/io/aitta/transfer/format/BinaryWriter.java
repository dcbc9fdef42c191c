package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes blocks. The content of a block of entries is how many entries stand before it (8 bytes),
 * how many it has (4), and these: flags (1: bit 0 for a time to live, bit 1 for a max idle), the
 * key (2 and its UTF-8), the content type (2 and its UTF-8), the number of tags (1) and each (1 and
 * its UTF-8), where flagged the end of its life (8) and the time left (8), where flagged the max
 * idle (8), and the value (4 and its bytes).
 */
final class BinaryWriter implements RecordWriter {
  static final int TIME_TO_LIVE = 1;
  static final int MAX_IDLE = 2;

  /** What a block is closed at. */
  private static final int USUAL_BYTES = 1 << 20;

  private static final int USUAL_ENTRIES = 500;

  @Override
  public byte[] header(Header header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Blocks.preamble());
    out.writeBytes(Blocks.block(Blocks.HEADER, header.toJson()));
    return out.toByteArray();
  }

  @Override
  public byte[] entries(long before, List<ExportedEntry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < entries.size()) {
      int end = endOfBlock(entries, at);
      out.writeBytes(Blocks.block(Blocks.ENTRIES, content(before + at, entries.subList(at, end))));
      at = end;
    }
    return out.toByteArray();
  }

  @Override
  public byte[] trailer(long entries, int checksum) {
    byte[] content = ByteBuffer.allocate(12).putLong(entries).putInt(checksum).array();
    return Blocks.block(Blocks.TRAILER, content);
  }

  private static int endOfBlock(List<ExportedEntry> entries, int begin) {
    int end = begin;
    long bytes = 0;
    while (end < entries.size() && end - begin < USUAL_ENTRIES && bytes < USUAL_BYTES) {
      bytes += entries.get(end).value().length;
      end++;
    }
    return end;
  }

  private static byte[] content(long before, List<ExportedEntry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(before);
      out.writeInt(entries.size());
      for (ExportedEntry entry : entries) {
        write(out, entry);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, ExportedEntry entry) throws IOException {
    Limits limits = entry.limits();
    out.writeByte((limits.expires() ? TIME_TO_LIVE : 0) | (limits.idles() ? MAX_IDLE : 0));
    writeText(out, entry.key());
    writeText(out, entry.contentType());
    out.writeByte(entry.tags().size());
    for (String tag : entry.tags()) {
      byte[] text = tag.getBytes(UTF_8);
      out.writeByte(text.length);
      out.write(text);
    }
    if (limits.expires()) {
      out.writeLong(limits.expiresAt());
      out.writeLong(limits.left());
    }
    if (limits.idles()) {
      out.writeLong(limits.maxIdle());
    }
    out.writeInt(entry.value().length);
    out.write(entry.value());
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > 0xFFFF) {
      throw new IllegalArgumentException("a text of " + bytes.length + " bytes");
    }
    out.writeShort(bytes.length);
    out.write(bytes);
  }
}
