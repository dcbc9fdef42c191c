package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads blocks, whose entries are what was exported, each block by its own checksum. */
final class BinaryReader implements RecordReader {
  private final InputStream in;
  private final CRC32C checksum = new CRC32C();
  private final Header header;
  private long offset;
  private int blocks;
  private long entries;
  private boolean ended;

  private record Block(byte kind, ByteBuffer content) {}

  BinaryReader(InputStream in) throws IOException {
    this.in = in;
    byte[] preamble = in.readNBytes(Blocks.preamble().length);
    int version = Blocks.version(preamble);
    if (version < 0) {
      throw new DamagedFileException(
          "it does not begin as the binary form; give --format ndjson if it is of that form");
    }
    Header.requireVersion(version);
    take(preamble);
    Block first = readBlock();
    if (first.kind() != Blocks.HEADER) {
      throw damaged("is no header");
    }
    this.header = Header.of(first.content().array());
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
    if (ended) {
      return List.of();
    }
    int before = checksum();
    Block block = readBlock();
    try {
      switch (block.kind()) {
        case Blocks.ENTRIES -> {
          return entriesOf(block.content());
        }
        case Blocks.TRAILER -> {
          end(block.content(), before);
          return List.of();
        }
        default -> throw damaged("is of no kind that there is");
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged("makes no sense inside");
    }
  }

  private List<ExportedEntry> entriesOf(ByteBuffer content) {
    if (content.getLong() != entries) {
      throw damaged("does not follow the one before it");
    }
    int count = content.getInt();
    List<ExportedEntry> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(entryOf(content));
    }
    if (count < 1 || content.hasRemaining()) {
      throw damaged("makes no sense inside");
    }
    entries += count;
    return read;
  }

  private static ExportedEntry entryOf(ByteBuffer content) {
    int flags = content.get();
    String key = text(content, Short.toUnsignedInt(content.getShort()));
    String contentType = text(content, Short.toUnsignedInt(content.getShort()));
    int count = Byte.toUnsignedInt(content.get());
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tags.add(text(content, Byte.toUnsignedInt(content.get())));
    }
    boolean expires = (flags & BinaryWriter.TIME_TO_LIVE) != 0;
    long expiresAt = expires ? content.getLong() : 0;
    long left = expires ? content.getLong() : 0;
    long maxIdle = (flags & BinaryWriter.MAX_IDLE) != 0 ? content.getLong() : 0;
    byte[] value = bytes(content, content.getInt());
    return new ExportedEntry(key, value, contentType, tags, new Limits(expiresAt, left, maxIdle));
  }

  private static String text(ByteBuffer content, int length) {
    return new String(bytes(content, length), UTF_8);
  }

  private static byte[] bytes(ByteBuffer content, int length) {
    if (length < 0 || length > content.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    content.get(bytes);
    return bytes;
  }

  private void end(ByteBuffer trailer, int before) throws IOException {
    long expected = trailer.getLong();
    if (expected != entries) {
      throw new DamagedFileException(
          "it was to have %d entries and has %d: blocks are missing".formatted(expected, entries));
    }
    if (trailer.getInt() != before) {
      throw new DamagedFileException("its blocks are not those that were exported together");
    }
    if (trailer.hasRemaining() || in.read() >= 0) {
      throw new DamagedFileException("something follows after its end at byte " + offset);
    }
    ended = true;
  }

  private Block readBlock() throws IOException {
    blocks++;
    byte[] head = in.readNBytes(Blocks.HEAD_BYTES);
    ByteBuffer fields = ByteBuffer.wrap(head);
    if (head.length < Blocks.HEAD_BYTES) {
      throw cutOff();
    }
    byte kind = fields.get();
    int length = fields.getInt();
    if (length < 0 || length > Blocks.MOST_BYTES) {
      throw damaged("is damaged");
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw cutOff();
    }
    if (Blocks.checksum(kind, content) != fields.getInt()) {
      throw damaged("is damaged: its checksum differs");
    }
    if (kind != Blocks.TRAILER) {
      take(head);
      take(content);
    }
    return new Block(kind, ByteBuffer.wrap(content));
  }

  private void take(byte[] bytes) {
    checksum.update(bytes);
    offset += bytes.length;
  }

  private DamagedFileException cutOff() {
    return damaged("was cut off");
  }

  private DamagedFileException damaged(String how) {
    return new DamagedFileException(
        "block %d, at byte %d, %s; take another copy, or export again"
            .formatted(blocks, offset, how));
  }
}
