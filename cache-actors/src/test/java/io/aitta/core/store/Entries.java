package io.aitta.core.store;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;

/** Entries to fill a store with. */
final class Entries {
  private static final CacheValue VALUE = CacheValue.copyOf(new byte[10], "a/b");

  private Entries() {}

  static Entry of(int number) {
    return ending(number, Lifespan.NEVER);
  }

  static Entry ending(int number, long at) {
    return living(number, new Lifespan(at, 0), 0);
  }

  static Entry living(int number, Lifespan lifespan, long now) {
    return new Entry(key(number), VALUE, new Version(1, number), Tags.NONE, lifespan, now, now);
  }

  static CacheKey key(int number) {
    return CacheKey.of("k" + number);
  }
}
