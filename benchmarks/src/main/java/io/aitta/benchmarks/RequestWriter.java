package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Writes requests into one buffer. Values are bytes that look random and are told apart by key;
 * counters have keys of their own. For use by one thread.
 */
final class RequestWriter {
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private final Workload workload;
  private final String entries;
  private final String headers;
  private final byte[] values;
  private byte[] request = new byte[4096];
  private int length;

  RequestWriter(Workload workload, String host, RandomGenerator random) {
    this.workload = workload;
    this.entries = " /v1/caches/" + workload.cache() + "/entries";
    this.headers = " HTTP/1.1\r\nHost: " + host + "\r\n";
    this.values = letters(2 * workload.valueSize() + 1024, random);
  }

  /** The bytes of the last request, of which the first {@link #length} count. */
  byte[] request() {
    return request;
  }

  /** The length of the last request. */
  int length() {
    return length;
  }

  /** Writes a request of this kind for a key that {@code random} draws. */
  void write(Kind kind, RandomGenerator random) {
    length = 0;
    long key = workload.nextKey(random);
    switch (kind) {
      case GET -> ascii("GET").entry('k', key).ascii(headers).ascii("\r\n");
      case DELETE -> ascii("DELETE").entry('k', key).ascii(headers).ascii("\r\n");
      case PUT -> put(key);
      case INCREMENT -> ascii("POST").entry('n', key).ascii("/increment").ascii(headers).bodyOf(0);
      case BATCH -> batch(random);
    }
  }

  private void put(long key) {
    ascii("PUT").entry('k', key).ascii(headers).bodyOf(workload.valueSize()).value(key);
  }

  /** Writes a batch that puts so many keys, from that one on. */
  void fill(long first, int count) {
    length = 0;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      putLine(lines, first + i);
    }
    post(lines);
  }

  private void batch(RandomGenerator random) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < workload.batchLines(); i++) {
      long key = workload.nextKey(random);
      if (i % 2 == 0) {
        lines.append("{\"op\":\"get\",\"key\":\"k").append(key).append("\"}\n");
      } else {
        putLine(lines, key);
      }
    }
    post(lines);
  }

  private void putLine(StringBuilder lines, long key) {
    lines
        .append("{\"op\":\"put\",\"key\":\"k")
        .append(key)
        .append("\",\"value\":\"")
        .append(new String(values, offset(key), workload.valueSize(), ISO_8859_1))
        .append("\"}\n");
  }

  private void post(StringBuilder lines) {
    ascii("POST").ascii(entries).ascii(headers).ascii("Content-Type: application/x-ndjson\r\n");
    bodyOf(lines.length()).ascii(lines.toString());
  }

  private RequestWriter entry(char space, long key) {
    return ascii(entries).ascii("/").ascii(space + Long.toString(key));
  }

  private RequestWriter bodyOf(int size) {
    return ascii("Content-Length: ").ascii(Integer.toString(size)).ascii("\r\n\r\n");
  }

  private void value(long key) {
    reserve(workload.valueSize());
    System.arraycopy(values, offset(key), request, length, workload.valueSize());
    length += workload.valueSize();
  }

  private int offset(long key) {
    return (int) (key % (values.length - workload.valueSize()));
  }

  @SuppressWarnings("deprecation") // The one way to copy ASCII without another array.
  private RequestWriter ascii(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), request, length);
    length += text.length();
    return this;
  }

  private void reserve(int more) {
    if (length + more > request.length) {
      request = Arrays.copyOf(request, Math.max(2 * request.length, length + more));
    }
  }

  private static byte[] letters(int count, RandomGenerator random) {
    byte[] letters = new byte[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    return letters;
  }
}
