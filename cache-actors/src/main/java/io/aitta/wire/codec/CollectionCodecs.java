package io.aitta.wire.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sets and maps: the number of their members, and these in their order, none of them twice. */
public final class CollectionCodecs {
  private CollectionCodecs() {}

  public static <T extends Comparable<T>> Codec<SortedSet<T>> sortedSet(Codec<T> member, int max) {
    return member.list(max).mapped(List::copyOf, CollectionCodecs::toSet);
  }

  public static <K extends Comparable<K>, V> Codec<SortedMap<K, V>> sortedMap(
      Codec<K> key, Codec<V> value, int max) {
    return map(key, value, max).mapped(sorted -> sorted, TreeMap::new);
  }

  /** A map that keeps the order in which it is walked. */
  public static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value, int max) {
    Codec<Map.Entry<K, V>> pair =
        new Codec<>(
            (out, entry) -> {
              key.write(out, entry.getKey());
              value.write(out, entry.getValue());
            },
            in -> Map.entry(key.read(in), value.read(in)));
    return pair.list(max).mapped(map -> List.copyOf(map.entrySet()), CollectionCodecs::toMap);
  }

  private static <T extends Comparable<T>> SortedSet<T> toSet(List<T> members) {
    SortedSet<T> set = new TreeSet<>(members);
    if (set.size() < members.size()) {
      throw new MalformedMessageException("a member of a set comes twice");
    }
    return set;
  }

  private static <K, V> Map<K, V> toMap(List<Map.Entry<K, V>> pairs) {
    Map<K, V> map = new LinkedHashMap<>();
    for (Map.Entry<K, V> pair : pairs) {
      if (map.put(pair.getKey(), pair.getValue()) != null) {
        throw new MalformedMessageException("a key of a map comes twice");
      }
    }
    return map;
  }
}
