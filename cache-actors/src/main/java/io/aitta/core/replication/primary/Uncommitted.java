package io.aitta.core.replication.primary;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Operation;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.history.Change;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What was changed and is not committed: an answer that may depend on it waits for it, an answer
 * about other entries does not.
 */
final class Uncommitted {
  private static final Version NOTHING = new Version(0, 0);

  private final Map<EntryId, Version> entries = new HashMap<>();
  private final Map<CacheId, Version> caches = new HashMap<>();
  private final Queue<Effect> effects = new ArrayDeque<>();
  private Version latest = NOTHING;

  /** What was changed up to here is not known in detail, and may not be committed. */
  private final Version unknown;

  private record EntryId(CacheId cache, CacheKey key) {}

  Uncommitted(Version unknown) {
    this.unknown = unknown;
  }

  void add(Change change) {
    if (!change.effects().isEmpty()) {
      latest = change.last();
    }
    for (Effect effect : change.effects()) {
      effects.add(effect);
      effect
          .key()
          .ifPresentOrElse(
              key -> entries.put(new EntryId(effect.cache(), key), effect.version()),
              () -> caches.put(effect.cache(), effect.version()));
    }
  }

  void commit(Version committed) {
    while (!effects.isEmpty() && effects.peek().version().compareTo(committed) <= 0) {
      Effect effect = effects.poll();
      effect
          .key()
          .ifPresentOrElse(
              key -> entries.remove(new EntryId(effect.cache(), key), effect.version()),
              () -> caches.remove(effect.cache(), effect.version()));
    }
  }

  /** What must be committed before an answer to the operation may be given. */
  Version under(CacheId cache, Operation<?> operation) {
    return later(unknown, latestUnder(cache, operation));
  }

  private Version latestUnder(CacheId cache, Operation<?> operation) {
    if (operation instanceof KeyOperation<?> one) {
      return under(cache, one.key());
    }
    if (operation instanceof Batch batch) {
      return batch.operations().stream()
          .map(one -> under(cache, one.key()))
          .reduce(NOTHING, Uncommitted::later);
    }
    return latest;
  }

  private Version under(CacheId cache, CacheKey key) {
    return later(
        entries.getOrDefault(new EntryId(cache, key), NOTHING),
        caches.getOrDefault(cache, NOTHING));
  }

  private static Version later(Version one, Version other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
