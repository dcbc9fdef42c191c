package io.aitta.replica;

import io.aitta.core.catalog.CacheId;
import io.aitta.protocol.Answer.Refusal;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What waits for one partition in one epoch. An actor's mailbox loses what it holds when the actor
 * stops; this one refuses it, so that every request is answered exactly once. Its actor is woken
 * once for all that comes before it has looked.
 */
final class Inbox {
  private final long epoch;
  private final int maxQueued;
  private final Runnable wake;
  private final Queue<Waiting> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final Set<CacheId> evictions = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param wake tells the actor to look; called on any thread
   */
  Inbox(long epoch, int maxQueued, Runnable wake) {
    this.epoch = epoch;
    this.maxQueued = maxQueued;
    this.wake = wake;
  }

  long epoch() {
    return epoch;
  }

  /** Takes a request in, or refuses it at once. */
  void offer(Waiting waiting) {
    if (queued.incrementAndGet() > maxQueued) {
      queued.decrementAndGet();
      waiting.refuse(epoch, Refusal.OVERLOADED);
      return;
    }
    requests.add(waiting);
    if (closed) {
      refuseAll();
    } else {
      wakeOnce();
    }
  }

  /** Asks the partition to evict; a second request before the first was met changes nothing. */
  void evict(CacheId cache) {
    if (!closed && evictions.add(cache)) {
      wakeOnce();
    }
  }

  /** Wakes the actor, though no request came. */
  void wakeOnce() {
    if (woken.compareAndSet(false, true)) {
      wake.run();
    }
  }

  /** The next request; only for the actor. */
  Optional<Waiting> poll() {
    Waiting next = requests.poll();
    if (next != null) {
      queued.decrementAndGet();
    }
    return Optional.ofNullable(next);
  }

  /** The caches to evict from, each once; only for the actor. */
  Set<CacheId> takeEvictions() {
    if (evictions.isEmpty()) {
      return Set.of();
    }
    Set<CacheId> taken = Set.copyOf(evictions);
    evictions.removeAll(taken);
    return taken;
  }

  /** Ends a turn: whatever came since wakes the actor again. */
  void turnEnds() {
    woken.set(false);
    if (!requests.isEmpty() || !evictions.isEmpty()) {
      wakeOnce();
    }
  }

  /** Refuses all that waits and all that comes. */
  void close() {
    closed = true;
    refuseAll();
  }

  private void refuseAll() {
    for (Optional<Waiting> next = poll(); next.isPresent(); next = poll()) {
      next.get().refuse(epoch, Refusal.NOT_PRIMARY);
    }
  }
}
