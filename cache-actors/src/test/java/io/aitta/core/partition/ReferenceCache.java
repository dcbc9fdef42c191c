package io.aitta.core.partition;

import io.aitta.core.model.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a cache without limits is to do, in the plainest way: a map that is searched. */
final class ReferenceCache {
  private final Map<String, Item> items = new HashMap<>();

  /** An entry; a limit of 0 is none. */
  record Item(String value, Tags tags, long expiresAt, long maxIdle, long lastUse) {
    boolean isLive(long now) {
      return (expiresAt == 0 || now < expiresAt) && (maxIdle == 0 || now < lastUse + maxIdle);
    }

    Item usedAt(long now) {
      return new Item(value, tags, expiresAt, maxIdle, now);
    }

    Item with(String newValue, long now) {
      return new Item(newValue, tags, expiresAt, maxIdle, now);
    }

    Item living(long newExpiresAt, long newMaxIdle, long now) {
      return new Item(value, tags, newExpiresAt, newMaxIdle, now);
    }
  }

  Optional<Item> find(String key, long now) {
    return Optional.ofNullable(items.get(key)).filter(item -> item.isLive(now));
  }

  void put(String key, Item item) {
    items.put(key, item);
  }

  Optional<Item> remove(String key, long now) {
    Optional<Item> found = find(key, now);
    items.remove(key);
    return found;
  }

  Optional<Item> use(String key, long now) {
    find(key, now).ifPresent(item -> items.put(key, item.usedAt(now)));
    return find(key, now);
  }

  Set<String> keys(long now) {
    items.values().removeIf(item -> !item.isLive(now));
    return Set.copyOf(items.keySet());
  }

  long removeIf(Predicate<Map.Entry<String, Item>> selected, long now) {
    Set<String> gone =
        keys(now).stream()
            .filter(key -> selected.test(Map.entry(key, items.get(key))))
            .collect(Collectors.toSet());
    items.keySet().removeAll(gone);
    return gone.size();
  }
}
