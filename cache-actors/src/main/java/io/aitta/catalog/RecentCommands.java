package io.aitta.catalog;

import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogResult.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The commands of late and what became of them, so that none is carried out twice. Bounded: the
 * oldest are forgotten. Thread-safe.
 */
final class RecentCommands {
  private static final int MAX = 4096;

  private final Map<Key, Optional<Outcome>> outcomes =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<Outcome>> eldest) {
          return size() > MAX;
        }
      };

  /** Whether it was not seen before. */
  synchronized boolean enter(CatalogCommand command) {
    return outcomes.putIfAbsent(Key.of(command), Optional.empty()) == null;
  }

  synchronized void settle(CatalogCommand command, Outcome outcome) {
    outcomes.put(Key.of(command), Optional.of(outcome));
  }

  /** What became of it; empty while that is open. */
  synchronized Optional<Outcome> outcomeOf(CatalogCommand command) {
    return outcomes.getOrDefault(Key.of(command), Optional.empty());
  }

  private record Key(long origin, long id) {
    static Key of(CatalogCommand command) {
      return new Key(command.origin(), command.id());
    }
  }
}
