package io.aitta.multijvm.campaign.damage;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.increment;
import static io.aitta.multijvm.http.Uris.invalidations;

import io.aitta.multijvm.http.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Writes at random to caches that are kept, and knows what each key has. A value tells its key and
 * which write it is of, so it is no other's. Not safe for several threads.
 */
final class Story {
  private static final String SYNC = "sync";
  private static final String ASYNC = "async";
  private static final String CLEARED = "cleared";
  private static final List<String> CACHES = List.of(SYNC, SYNC, SYNC, ASYNC, ASYNC, CLEARED);
  private static final List<String> TAGS = List.of("red", "green", "blue");
  private static final int KEYS = 60;

  /** Three times what a node may take until it has written what nobody waits for. */
  private static final long LAG = TimeUnit.MILLISECONDS.toNanos(300);

  private final Random random;
  private final Expected expected = new Expected();
  private final Map<String, String> tags = new HashMap<>();
  private int writes;

  Story(Random random) {
    this.random = random;
  }

  Expected expected() {
    return expected;
  }

  /**
   * Writes on. In the end all is on the disk, also that which no answer waited for.
   *
   * @param count how many writes at least
   */
  void tell(Api node, int count) {
    for (String name : List.of(SYNC, ASYNC, CLEARED)) {
      String kept = name.equals(ASYNC) ? "async" : "sync";
      int status = node.putJson(cache(name), "{\"persistence\":\"" + kept + "\"}").status();
      check(status / 100 == 2, "cache " + name, status);
    }
    end(node, "passing-" + writes);
    for (int i = 0; i < count; i++) {
      write(node, CACHES.get(random.nextInt(CACHES.size())));
    }
    if (random.nextBoolean()) {
      int status = node.delete(cache(CLEARED)).status();
      check(status / 100 == 2, "deletion of a cache", status);
      expected.removeAll(CLEARED);
    }
    long last = System.nanoTime();
    while (System.nanoTime() - last < LAG) {
      put(node, SYNC, "last", "?ttl=24h");
    }
  }

  private void write(Api node, String cache) {
    String key = "key-" + random.nextInt(KEYS);
    int chance = random.nextInt(100);
    if (chance < 55) {
      put(node, cache, key, random.nextInt(4) == 0 ? "?ttl=24h" : "");
    } else if (chance < 70) {
      tag(node, cache, key);
    } else if (chance < 82) {
      remove(node, cache, key);
    } else if (chance < 97) {
      count(node, cache, "counter-" + random.nextInt(KEYS / 10));
    } else {
      invalidate(node, cache, TAGS.get(random.nextInt(TAGS.size())));
    }
  }

  private void put(Api node, String cache, String key, String query) {
    String value = value(cache, key);
    int status = node.put(entry(cache, key) + query, value).status();
    check(status / 100 == 2, cache + "/" + key, status);
    expected.put(cache, key, value);
    tags.remove(cache + "/" + key);
  }

  private void tag(Api node, String cache, String key) {
    String tag = TAGS.get(random.nextInt(TAGS.size()));
    put(node, cache, key, "?tags=" + tag);
    tags.put(cache + "/" + key, tag);
  }

  /** An entry that is over when it is looked for. */
  private void end(Api node, String key) {
    put(node, SYNC, key, "?ttl=50ms");
    expected.remove(SYNC, key);
  }

  private void remove(Api node, String cache, String key) {
    int status = node.delete(entry(cache, key)).status();
    check(status == 204 || status == 404, cache + "/" + key, status);
    expected.remove(cache, key);
  }

  private void count(Api node, String cache, String key) {
    int status = node.post(increment(cache, key), "").status();
    check(status == 200, cache + "/" + key, status);
    long before = expected.value(cache, key).map(Long::parseLong).orElse(0L);
    expected.put(cache, key, Long.toString(before + 1));
  }

  private void invalidate(Api node, String cache, String tag) {
    int status = node.postJson(invalidations(cache), "{\"tags\":[\"" + tag + "\"]}").status();
    check(status == 200, tag, status);
    expected.forEach(
        (entry, value) -> {
          if (entry.cache().equals(cache) && tag.equals(tags.get(entry.toString()))) {
            expected.remove(cache, entry.key());
          }
        });
  }

  private String value(String cache, String key) {
    writes++;
    int length = random.nextInt(20) == 0 ? 20_000 : random.nextInt(1500);
    return cache + "/" + key + " write " + writes + " " + "x".repeat(length);
  }

  private static void check(boolean done, String what, int status) {
    if (!done) {
      throw new AssertionError(what + " was answered " + status);
    }
  }
}
