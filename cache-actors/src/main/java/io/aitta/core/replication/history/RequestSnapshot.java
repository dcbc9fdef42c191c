package io.aitta.core.replication.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests that a copy remembers, for another copy to take over. Immutable.
 *
 * @param done in the order they were done
 * @param forgotten of each origin up to which number requests may have been forgotten, the one that
 *     was heard of the longest ago first
 */
public record RequestSnapshot(List<RequestTable.Done> done, Map<Long, Long> forgotten) {
  public RequestSnapshot {
    done = List.copyOf(done);
    forgotten = Collections.unmodifiableMap(new LinkedHashMap<>(forgotten));
  }

  /** About how much it takes on the road. */
  public long bytes() {
    return done.stream().mapToLong(RequestTable.Done::bytes).sum() + 16L * forgotten.size();
  }
}
