package io.aitta.routing.sending;

import io.aitta.routing.sending.State.Sent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The questions under way by the numbers they were sent under. Thread-safe. */
final class PendingTable {
  private final ConcurrentMap<Long, Pending<?>> byId = new ConcurrentHashMap<>();

  void put(long id, Pending<?> pending) {
    byId.put(id, pending);
  }

  Optional<Pending<?>> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Takes back a number that was not used after all. */
  void release(long id) {
    byId.remove(id);
  }

  /** Forgets the numbers of former sendings that are open no more. */
  void release(Pending<?> pending, List<Sent> former) {
    List<Sent> open = pending.sendings();
    former.stream()
        .filter(sent -> !open.contains(sent) && sent.id() != pending.home())
        .forEach(sent -> byId.remove(sent.id()));
  }

  /** Takes out a question with all its numbers. */
  void remove(Pending<?> pending) {
    byId.remove(pending.home());
    for (Sent sent : pending.sendings()) {
      byId.remove(sent.id());
    }
  }

  /** All, some of them more than once; changes meanwhile may show or not. */
  Collection<Pending<?>> all() {
    return byId.values();
  }
}
