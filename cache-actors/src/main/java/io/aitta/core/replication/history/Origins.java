package io.aitta.core.replication.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What is known of each gateway, up to a number of them. Not thread-safe. */
final class Origins {
  private final int max;
  private final long keptMillis;

  /** The one that was heard of the longest ago comes first. */
  private final Map<Long, Origin> byId = new LinkedHashMap<>();

  /** What one gateway asked: the numbers that are remembered, and up to where some are not. */
  static final class Origin {
    final TreeSet<Long> remembered = new TreeSet<>();
    long forgotten = Long.MIN_VALUE;
    long heardAt;
  }

  Origins(int max, long keptMillis) {
    this.max = max;
    this.keptMillis = keptMillis;
  }

  boolean mayHaveForgotten(RequestId id) {
    Origin origin = byId.get(id.origin());
    return origin != null && id.number() <= origin.forgotten;
  }

  /** Whether a write of that gateway displaces nobody who may still ask for one again. */
  boolean hasRoomFor(long id, long now) {
    return byId.containsKey(id)
        || byId.size() < max
        || now - byId.values().iterator().next().heardAt > keptMillis;
  }

  /** The gateway, of which something was heard just now. */
  Origin hear(long id, long now) {
    Origin origin = Optional.ofNullable(byId.remove(id)).orElseGet(Origin::new);
    origin.heardAt = now;
    byId.put(id, origin);
    return origin;
  }

  /** The gateway, in its place among the others. */
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
