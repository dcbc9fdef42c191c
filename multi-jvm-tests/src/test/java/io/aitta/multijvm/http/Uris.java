package io.aitta.multijvm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.atomic.AtomicInteger;

/** Paths of the REST interface, and cache names that nobody has used. */
public final class Uris {
  private static final AtomicInteger CACHES = new AtomicInteger();

  private Uris() {}

  /** A name no other test of this run uses. */
  public static String freshCache() {
    return "test-" + ProcessHandle.current().pid() + "-" + CACHES.incrementAndGet();
  }

  public static String cache(String name) {
    return "/v1/caches/" + name;
  }

  public static String entries(String cache) {
    return cache(cache) + "/entries";
  }

  public static String entry(String cache, String key) {
    return entries(cache) + "/" + encode(key);
  }

  public static String increment(String cache, String key) {
    return entry(cache, key) + "/increment";
  }

  public static String ttl(String cache, String key) {
    return entry(cache, key) + "/ttl";
  }

  public static String stats(String cache) {
    return cache(cache) + "/stats";
  }

  public static String invalidations(String cache) {
    return cache(cache) + "/invalidations";
  }

  /** Every byte of the UTF-8 text percent-encoded, but for the unreserved characters. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(UTF_8)) {
      if (isUnreserved(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte octet) {
    boolean letter = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
    return letter || (octet >= '0' && octet <= '9') || "-._~".indexOf(octet) >= 0;
  }
}
