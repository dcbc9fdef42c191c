package io.aitta.load;

import static java.util.Objects.requireNonNull;

/**
 * An operation of a batch.
 *
 * @param line where it stands in its file, counted from 1
 * @param key the key it is for
 * @param json the line of the batch
 */
record Operation(long line, String key, String json) {
  Operation {
    requireNonNull(key, "key is null");
    requireNonNull(json, "json is null");
  }
}
