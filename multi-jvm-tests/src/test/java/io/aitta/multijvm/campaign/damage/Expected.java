package io.aitta.multijvm.campaign.damage;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What every key has that was ever written, by cache; empty: nothing. Not safe for several threads
 * until it is complete.
 */
final class Expected {
  private final Map<String, Map<String, Optional<String>>> caches = new TreeMap<>();

  void put(String cache, String key, String value) {
    keys(cache).put(key, Optional.of(value));
  }

  void remove(String cache, String key) {
    keys(cache).put(key, Optional.empty());
  }

  void removeAll(String cache) {
    keys(cache).replaceAll((key, value) -> Optional.empty());
  }

  Optional<String> value(String cache, String key) {
    return keys(cache).getOrDefault(key, Optional.empty());
  }

  int size() {
    return caches.values().stream().mapToInt(Map::size).sum();
  }

  void forEach(BiConsumer<Entry, Optional<String>> action) {
    caches.forEach(
        (cache, keys) -> keys.forEach((key, value) -> action.accept(new Entry(cache, key), value)));
  }

  private Map<String, Optional<String>> keys(String cache) {
    return caches.computeIfAbsent(cache, name -> new TreeMap<>());
  }

  /** Where a value is. */
  record Entry(String cache, String key) {
    @Override
    public String toString() {
      return cache + "/" + key;
    }
  }
}
