package io.aitta.core.replication.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What is known of each asker, up to a number of them. Not thread-safe. */
final class Origins {
  private final int max;

  /** The one that was heard of the longest ago comes first. */
  private final Map<Long, Origin> byId = new LinkedHashMap<>();

  /** What one origin asked: the numbers that are remembered, and up to where some are not. */
  static final class Origin {
    final TreeSet<Long> remembered = new TreeSet<>();
    long forgotten = Long.MIN_VALUE;

    boolean mayHaveForgotten(RequestId id) {
      return id.isNamed() ? id.number() == forgotten : id.number() <= forgotten;
    }
  }

  Origins(int max) {
    this.max = max;
  }

  Optional<Origin> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The origin, of which something was heard just now. */
  Origin hear(long id) {
    Origin origin = Optional.ofNullable(byId.remove(id)).orElseGet(Origin::new);
    byId.put(id, origin);
    return origin;
  }

  /** The origin, in its place among the others. */
  Origin at(long id) {
    return byId.computeIfAbsent(id, unheard -> new Origin());
  }

  /** The one of which nothing was heard for the longest time, where there are too many. */
  Optional<Map.Entry<Long, Origin>> surplus() {
    return byId.size() > max ? Optional.of(byId.entrySet().iterator().next()) : Optional.empty();
  }

  void remove(long id) {
    byId.remove(id);
  }

  void clear() {
    byId.clear();
  }

  void forEach(BiConsumer<Long, Origin> action) {
    byId.forEach(action);
  }
}
