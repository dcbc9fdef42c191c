package io.aitta.persistence.copies;

import static java.util.Objects.requireNonNull;

/**
 * An event or snapshot in its stored form. The bytes belong to it: nobody changes them. Immutable.
 */
public final class JournalEvent {
  private final byte[] bytes;

  JournalEvent(byte[] bytes) {
    this.bytes = requireNonNull(bytes, "bytes is null");
  }

  byte[] bytes() {
    return bytes;
  }
}
