package io.aitta.core.replication.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests that a copy remembers, for another copy to take over. Immutable.
 *
 * @param done those of gateways in the order they were done, then those that callers have named
 * @param forgotten of each gateway up to which number requests may have been forgotten, the one
 *     that was heard of the longest ago first
 * @param names all that are known, the eldest first
 */
public record RequestSnapshot(
    List<RequestTable.Done> done, Map<Long, Long> forgotten, List<Name> names) {
  private static final int ORIGIN_BYTES = 16;
  private static final int NAME_BYTES = 24;

  /**
   * That a caller has given a name to one write.
   *
   * @param name see {@link RequestId#origin}
   * @param what a hash of what was asked
   * @param at when it was done
   */
  public record Name(long name, long what, long at) {}

  public RequestSnapshot {
    done = List.copyOf(done);
    forgotten = Collections.unmodifiableMap(new LinkedHashMap<>(forgotten));
    names = List.copyOf(names);
  }

  /** About how much it takes on the road. */
  public long bytes() {
    long answers = done.stream().mapToLong(RequestTable.Done::bytes).sum();
    return answers + (long) ORIGIN_BYTES * forgotten.size() + (long) NAME_BYTES * names.size();
  }
}
