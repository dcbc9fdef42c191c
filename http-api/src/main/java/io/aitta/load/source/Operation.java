package io.aitta.load.source;

import static java.util.Objects.requireNonNull;

/**
 * An operation of a batch.
 *
 * @param line where it stands in its file, counted from 1
 * @param key the key it is for
 * @param kind what it does
 * @param conditional whether it has a condition
 * @param json the line of the batch
 * @param bytes of the value that it stores
 */
public record Operation(
    long line, String key, Kind kind, boolean conditional, String json, long bytes) {
  /** Nothing is null. */
  public Operation {
    requireNonNull(key, "key is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(json, "json is null");
  }

  /** What operations do, as far as it matters to sending them. */
  public enum Kind {
    /** Stores a value. */
    PUT,
    /** Leaves no entry, or changes none: that there is none is as good. */
    DELETE_OR_GET,
    /** Counts, or is something that this version does not know. */
    OTHER
  }

  /** Whether doing it twice leaves what doing it once leaves. */
  public boolean plain() {
    return kind != Kind.OTHER && !conditional;
  }

  /** Whether it is done where the cluster answers that there is no entry. */
  public boolean toleratesMiss() {
    return kind == Kind.DELETE_OR_GET;
  }
}
