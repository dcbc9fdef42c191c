package io.aitta.core.replication.history;

import io.aitta.core.replication.history.RequestSnapshot.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that callers have given to writes, each known for a promised time, whatever becomes of
 * its answer. There is room for so many; whoever executes asks for it before. Not thread-safe.
 */
final class Names {
  private final int max;
  private final long keptMillis;

  /** The eldest first. */
  private final Map<Long, Named> known = new LinkedHashMap<>();

  /** What was asked under a name, and when. */
  private record Named(long what, long at) {}

  Names(int max, long keptMillis) {
    this.max = max;
    this.keptMillis = keptMillis;
  }

  /** Whether that was done. */
  boolean isKnown(RequestId id) {
    Named named = known.get(id.origin());
    return named != null && named.what() == id.number();
  }

  /** Whether something else was done under the name. */
  boolean isTaken(RequestId id) {
    Named named = known.get(id.origin());
    return named != null && named.what() != id.number();
  }

  /** Whether another name can be known for as long as is promised, and all that are known, too. */
  boolean hasRoom(long now) {
    return known.size() < max || isOld(known.values().iterator().next(), now);
  }

  void add(Name name) {
    known.putIfAbsent(name.name(), new Named(name.what(), name.at()));
  }

  void forgetOld(long now) {
    while (!known.isEmpty() && isOld(known.values().iterator().next(), now)) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** The eldest first. */
  List<Name> all() {
    return known.entrySet().stream()
        .map(one -> new Name(one.getKey(), one.getValue().what(), one.getValue().at()))
        .toList();
  }

  void clear() {
    known.clear();
  }

  private boolean isOld(Named named, long now) {
    return now - named.at() > keptMillis;
  }
}
