package io.aitta.core.model;

import static java.util.Objects.requireNonNull;

/**
 * One state of an entry, whole.
 *
 * @param modifiedAt when its value was written, in milliseconds of the epoch
 * @param lastAccess when it was last read or written, in milliseconds of the epoch
 */
public record Entry(
    CacheKey key,
    CacheValue value,
    Version version,
    Tags tags,
    Lifespan lifespan,
    long modifiedAt,
    long lastAccess) {
  /** What an entry counts against a limit of bytes beside its key, value, media type and tags. */
  public static final int OVERHEAD_BYTES = 64;

  public Entry {
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
    requireNonNull(version, "version is null");
    requireNonNull(tags, "tags is null");
    requireNonNull(lifespan, "lifespan is null");
  }

  /** What the entry counts against a limit of bytes. */
  public long bytes() {
    return weigh(key, value, tags);
  }

  /** What an entry of these parts counts against a limit of bytes. */
  public static long weigh(CacheKey key, CacheValue value, Tags tags) {
    long bytes = OVERHEAD_BYTES + key.length() + (long) value.length();
    bytes += value.contentType().length();
    for (String tag : tags) {
      bytes += tag.length();
    }
    return bytes;
  }

  /** This entry when it was last read at that time, in milliseconds of the epoch. */
  public Entry usedAt(long time) {
    return time == lastAccess
        ? this
        : new Entry(key, value, version, tags, lifespan, modifiedAt, time);
  }

  /** This entry with another lifespan, last used at that time, in milliseconds of the epoch. */
  public Entry living(Lifespan changed, long time) {
    return new Entry(key, value, version, tags, changed, modifiedAt, time);
  }

  /** The first instant the entry is gone; {@link Lifespan#NEVER} when it lives on. */
  public long endsAt() {
    return lifespan.endsAt(lastAccess);
  }
}
