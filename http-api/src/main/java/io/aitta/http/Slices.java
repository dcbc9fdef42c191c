package io.aitta.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Bytes cut small: they leave for a connection one after the other, as fast as its client reads, so
 * that the last one leaves when nearly all have arrived.
 */
final class Slices {
  static final int BYTES = 64 * 1024;

  private Slices() {}

  /** The same bytes in the same order; shares their memory. */
  static List<ByteString> of(ByteString whole) {
    List<ByteString> slices = new ArrayList<>();
    for (int at = 0; at < whole.size(); at += BYTES) {
      slices.add(whole.slice(at, at + BYTES));
    }
    return slices;
  }
}
