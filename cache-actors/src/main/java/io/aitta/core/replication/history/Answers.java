package io.aitta.core.replication.history;

import io.aitta.core.replication.history.RequestTable.Done;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers to writes of one kind, up to a number and an age. Large ones share a number of bytes
 * besides: of these the eldest lose their answers, not their place, so that whoever swaps large
 * values displaces nobody else. Not thread-safe.
 */
final class Answers {
  /** From how many bytes on an answer is large. */
  static final int LARGE_BYTES = 1024;

  private final int max;
  private final long maxLargeBytes;
  private final long maxAgeMillis;
  private final Map<RequestId, Done> done = new LinkedHashMap<>();
  private final Set<RequestId> large = new LinkedHashSet<>();
  private long largeBytes;

  Answers(int max, long maxLargeBytes, long maxAgeMillis) {
    this.max = max;
    this.maxLargeBytes = maxLargeBytes;
    this.maxAgeMillis = maxAgeMillis;
  }

  Optional<Done> find(RequestId id) {
    return Optional.ofNullable(done.get(id));
  }

  /** Adds one, unless it is there already, and says whether it did. */
  boolean add(Done added) {
    RequestId id = added.request().id();
    if (done.putIfAbsent(id, added) != null) {
      return false;
    }
    if (isLarge(added)) {
      large.add(id);
      largeBytes += added.bytes();
    }
    while (largeBytes > maxLargeBytes) {
      strip(large.iterator().next());
    }
    return true;
  }

  void forget(RequestId id) {
    release(id);
    done.remove(id);
  }

  /** The eldest, if it is too old or one too many; the latest never is. */
  Optional<RequestId> surplus(long now) {
    if (done.size() < 2) {
      return Optional.empty();
    }
    Done eldest = done.values().iterator().next();
    boolean surplus = done.size() > max || now - eldest.at() > maxAgeMillis;
    return surplus ? Optional.of(eldest.request().id()) : Optional.empty();
  }

  /** The eldest first. */
  Collection<Done> all() {
    return Collections.unmodifiableCollection(done.values());
  }

  void clear() {
    done.clear();
    large.clear();
    largeBytes = 0;
  }

  private void strip(RequestId id) {
    release(id);
    done.computeIfPresent(id, (same, one) -> one.withoutReply());
  }

  private void release(RequestId id) {
    if (large.remove(id)) {
      largeBytes -= done.get(id).bytes();
    }
  }

  private static boolean isLarge(Done one) {
    return one.bytes() >= LARGE_BYTES;
  }
}
