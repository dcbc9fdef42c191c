package io.aitta.persistence.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;

/**
 * Where the file ends that a power loss has left. MVStore looks at a chunk's first and last bytes
 * only, so it takes one that is torn in between; and it finds the newest by hints that are written
 * with it, so when that one is torn it may go back further than to the one before. So all headers
 * of chunks are looked for here, the newest chunk that is whole is named in the header that MVStore
 * reads, and those that came after it are hidden. They are of commits that nobody was told of; if
 * not, the {@link Witness} says so.
 */
final class Recovery {
  /** The file is as it was closed. */
  static final Recovery NONE = new Recovery(List.of(), new byte[0]);

  private static final Pattern CREATED = Pattern.compile("^H:2,[^\n]*,created:([0-9a-f]{1,15}),");

  private final List<Chunk> torn;
  private final byte[] header;

  private Recovery(List<Chunk> torn, byte[] header) {
    this.torn = torn;
    this.header = header;
  }

  static Recovery of(CheckedChannel channel) throws IOException {
    long blocks = channel.size() / CheckedChannel.BLOCK;
    if (blocks < CheckedChannel.HEADER_BLOCKS) {
      return NONE;
    }
    byte[] header = channel.unchecked(0, CheckedChannel.HEADER_BLOCKS);
    String first = text(header, 0);
    if (first.contains(",clean:1,") && first.equals(text(header, CheckedChannel.BLOCK))) {
      return NONE;
    }
    List<Chunk> torn = new ArrayList<>();
    Optional<Chunk> newest = scan(channel, blocks, torn);
    torn.removeIf(chunk -> chunk.version() <= newest.map(Chunk::version).orElse(0L));
    return newest.isEmpty() ? NONE : new Recovery(torn, naming(newest.get(), header));
  }

  /**
   * Goes through the file from chunk to chunk, and from block to block where there is none. What
   * looks like a header inside a chunk that is whole is not one.
   *
   * @param torn gets all that are not whole, as far as to the next one that is
   * @return the newest that is whole
   */
  private static Optional<Chunk> scan(CheckedChannel channel, long blocks, List<Chunk> torn)
      throws IOException {
    Chunk newest = null;
    List<Chunk> broken = new ArrayList<>();
    long at = CheckedChannel.HEADER_BLOCKS;
    while (at < blocks) {
      Optional<Chunk> found = Chunk.read(channel.unchecked(at, 1), 0, at);
      if (found.isPresent() && channel.isWhole(found.get())) {
        Chunk whole = found.get();
        newest = newest == null || whole.version() > newest.version() ? whole : newest;
        broken.forEach(chunk -> torn.add(chunk.upTo(whole.block())));
        broken.clear();
        at += whole.blocks();
      } else {
        found.ifPresent(broken::add);
        at++;
      }
    }
    torn.addAll(broken);
    return Optional.ofNullable(newest);
  }

  /** A header with both copies, or none where no copy of the file's own can be read. */
  private static byte[] naming(Chunk newest, byte[] header) {
    Optional<String> created =
        created(text(header, 0)).or(() -> created(text(header, CheckedChannel.BLOCK)));
    if (created.isEmpty()) {
      return new byte[0];
    }
    String fields =
        String.format(
            "H:2,block:%x,blockSize:%x,chunk:%x,created:%s,format:3,version:%x",
            newest.block(), CheckedChannel.BLOCK, newest.id(), created.get(), newest.version());
    byte[] checked = fields.getBytes(StandardCharsets.ISO_8859_1);
    int checksum = DataUtils.getFletcher32(checked, 0, checked.length);
    byte[] copy =
        String.format("%s,fletcher:%x\n", fields, checksum).getBytes(StandardCharsets.ISO_8859_1);
    byte[] both = Arrays.copyOf(copy, header.length);
    System.arraycopy(copy, 0, both, CheckedChannel.BLOCK, copy.length);
    return both;
  }

  private static Optional<String> created(String copy) {
    Matcher found = CREATED.matcher(copy);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String text(byte[] header, int at) {
    return new String(header, at, Chunk.HEADER, StandardCharsets.ISO_8859_1);
  }

  List<Chunk> torn() {
    return torn;
  }

  byte[] header() {
    return header;
  }

  boolean hides(long first, long end) {
    for (Chunk chunk : torn) {
      if (chunk.overlaps(first, end)) {
        return true;
      }
    }
    return false;
  }
}
