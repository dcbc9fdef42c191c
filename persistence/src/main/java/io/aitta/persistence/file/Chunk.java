package io.aitta.persistence.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chunk, which is what MVStore writes at a commit, as its header has it.
 *
 * @param id its number
 * @param version the commit, as MVStore counts
 * @param block its first block
 * @param blocks how many blocks it has
 */
record Chunk(long id, long version, long block, long blocks) {
  /** No header is longer. */
  static final int HEADER = 1024;

  private static final int FOOTER = 128;
  private static final int HEX = 16;
  private static final String NUMBER = "([0-9a-f]{1,15})";
  private static final Pattern FIELDS =
      Pattern.compile(
          "^chunk:" + NUMBER + ",len:([0-9a-f]{1,7}),[^\n]*?,version:" + NUMBER + "[, \n]");

  /** The chunk whose header begins a block; empty when none does. */
  static Optional<Chunk> read(byte[] bytes, int at, long block) {
    String header = new String(bytes, at, HEADER, StandardCharsets.ISO_8859_1);
    Matcher fields = FIELDS.matcher(header);
    return header.startsWith("chunk:") && fields.find()
        ? Optional.of(new Chunk(number(fields, 1), number(fields, 3), block, number(fields, 2)))
        : Optional.empty();
  }

  /** Whether its last block ends as this chunk does, written to this place. */
  boolean isEndedBy(byte[] lastBlock) {
    String end =
        new String(lastBlock, lastBlock.length - FOOTER, FOOTER, StandardCharsets.ISO_8859_1);
    return end.startsWith(String.format("chunk:%x,len:%x,version:%x,", id, blocks, version));
  }

  private static long number(Matcher fields, int group) {
    return Long.parseLong(fields.group(group), HEX);
  }

  Chunk upTo(long end) {
    return new Chunk(id, version, block, Math.min(blocks, end - block));
  }

  boolean overlaps(long first, long end) {
    return first < block + blocks && block < end;
  }
}
