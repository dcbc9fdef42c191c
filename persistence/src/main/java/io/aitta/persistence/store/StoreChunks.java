package io.aitta.persistence.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Chunk;
import org.h2.mvstore.SingleFileStore;

/**
 * The chunks of a store's file. Left alone, MVStore prefers to write the oldest ones anew, however
 * full they are; here only those count of which much is out of use. One of which nothing is in use
 * is free without that, two commits later.
 */
final class StoreChunks extends SingleFileStore {
  private static final int BLOCK = 4096;
  private static final int PERCENT = 100;

  /** A chunk of which more is in use is left as it is. */
  private static final int MOST_IN_USE = 80;

  StoreChunks(int cacheMegabytes) {
    super(Map.of("cacheSize", cacheMegabytes));
  }

  /**
   * How the room of the chunks is used, nearly.
   *
   * @param bytes how much those have of which something is in use
   * @param unused how much of it is out of use
   * @param dead how much those have of which nothing is in use
   * @param largest how much the largest one has
   */
  record Use(long bytes, long unused, long dead, long largest) {}

  Use use() {
    long bytes = 0;
    long unused = 0;
    long dead = 0;
    long largest = 0;
    for (Chunk<?> chunk : all()) {
      long length = (long) chunk.len * BLOCK;
      largest = Math.max(largest, length);
      if (chunk.maxLenLive == 0) {
        dead += length;
      } else {
        bytes += length;
        unused += length - (long) ((double) length * chunk.maxLenLive / chunk.maxLen);
      }
    }
    return new Use(bytes, unused, dead, largest);
  }

  private Collection<? extends Chunk<?>> all() {
    return getChunks().values();
  }

  /** Without its type, since that of MVStore's chunks is not public. */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Collection getRewriteCandidates() {
    List<Chunk<?>> candidates = new ArrayList<>();
    for (Chunk<?> chunk : all()) {
      if (chunk.maxLenLive > 0 && chunk.maxLenLive * PERCENT < chunk.maxLen * MOST_IN_USE) {
        candidates.add(chunk);
      }
    }
    return candidates;
  }
}
