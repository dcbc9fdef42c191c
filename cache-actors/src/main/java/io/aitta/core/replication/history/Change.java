package io.aitta.core.replication.history;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.core.partition.Effect;
import java.util.List;
import java.util.Optional;

/**
 * What one operation changed: a piece of a partition's history that is applied whole or not at all.
 * Changes form a chain, each naming the one it follows, so that numbers may be missing in between
 * (those of caches without copies) and still nothing is ever skipped. A new epoch begins with a
 * change without effects.
 *
 * @param after the version the change follows
 * @param last the version it leads to
 * @param effects in their order
 * @param request the request that was done, if it brought an id
 * @param at by the clock of the primary, in milliseconds of the epoch
 * @param kept whether copies write it to their disks, as the primary knows its cache: others may
 *     not have heard yet what that is
 */
public record Change(
    Version after,
    Version last,
    List<Effect> effects,
    Optional<RequestRecord> request,
    long at,
    boolean kept) {
  private static final int OVERHEAD_BYTES = 64;

  /**
   * @throws IllegalArgumentException when it leads nowhere
   */
  public Change {
    requireNonNull(after, "after is null");
    requireNonNull(request, "request is null");
    effects = List.copyOf(effects);
    if (last.compareTo(after) <= 0) {
      throw new IllegalArgumentException("a change from " + after + " leads to " + last);
    }
  }

  /** The beginning of an epoch, which is kept by all who keep anything. */
  static Change beginning(Version after, Version first, long at) {
    return new Change(after, first, List.of(), Optional.empty(), at, true);
  }

  /** About how much the change takes in memory and on the road, the recorded answer included. */
  public long bytes() {
    long bytes = OVERHEAD_BYTES + request.map(RequestRecord::bytes).orElse(0L);
    for (Effect effect : effects) {
      bytes += effect.bytes();
    }
    return bytes;
  }
}
