package io.aitta.multijvm.history;

import static java.util.Comparator.comparingLong;

import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether puts and gets of one key are linearizable where no value was put twice, in the
 * time that sorting takes: the zones of P. B. Gibbons and E. Korach, "Testing Shared Memories",
 * SIAM Journal on Computing 26 (1997).
 *
 * <p>A put and the gets of its value are a cluster, which must take place in one piece. Its zone
 * lies between the first end and the last beginning of its calls. Where the end comes first, the
 * key must have had that value throughout the zone: two such zones may not overlap. Where the
 * beginning comes first, one point in the zone is enough: it may not lie within another's.
 */
final class Zones {
  private static final long BEFORE_ALL = Long.MIN_VALUE;

  private final Map<Long, Cluster> clusters = new HashMap<>();

  private record Zone(long from, long to) {}

  /** The calls of one value. */
  private static final class Cluster {
    private final long putBegun;
    private boolean tookPlace;
    private long firstEnd;
    private long lastBeginning;

    Cluster(long begun, long ended) {
      this.putBegun = begun;
      this.lastBeginning = begun;
      this.firstEnd = ended;
      this.tookPlace = ended != Call.NEVER;
    }

    void add(Call get) {
      tookPlace = true;
      firstEnd = Math.min(firstEnd, get.ended());
      lastBeginning = Math.max(lastBeginning, get.begun());
    }

    boolean isHeld() {
      return firstEnd < lastBeginning;
    }

    Zone zone() {
      return new Zone(Math.min(firstEnd, lastBeginning), Math.max(firstEnd, lastBeginning));
    }
  }

  private Zones() {
    clusters.put(Call.ABSENT, new Cluster(BEFORE_ALL, BEFORE_ALL));
  }

  /** Whether these calls are such that this checker may judge them. */
  static boolean apply(List<Call> calls) {
    return calls.stream()
        .allMatch(call -> call.action() == Action.PUT || call.action() == Action.GET);
  }

  /**
   * Whether the calls are linearizable; the key begins without an entry.
   *
   * @throws IllegalArgumentException when a value was put twice, or something else was called
   */
  static boolean areLinearizable(List<Call> calls) {
    if (!apply(calls)) {
      throw new IllegalArgumentException("zones are for puts and gets alone");
    }
    Zones zones = new Zones();
    calls.stream().filter(call -> call.action() == Action.PUT).forEach(zones::put);
    return calls.stream()
            .filter(call -> call.action() == Action.GET && call.result().known())
            .allMatch(zones::get)
        && zones.areApart();
  }

  private void put(Call put) {
    if (clusters.put(put.argument(), new Cluster(put.begun(), put.ended())) != null) {
      throw new IllegalArgumentException(put.argument() + " was put twice");
    }
  }

  private boolean get(Call get) {
    Cluster cluster = clusters.get(get.result().value());
    if (cluster == null || get.ended() < cluster.putBegun) {
      return false;
    }
    cluster.add(get);
    return true;
  }

  private boolean areApart() {
    List<Zone> held = new ArrayList<>();
    List<Zone> points = new ArrayList<>();
    for (Cluster cluster : clusters.values()) {
      if (cluster.tookPlace) {
        (cluster.isHeld() ? held : points).add(cluster.zone());
      }
    }
    held.sort(comparingLong(Zone::from));
    return areDisjoint(held) && points.stream().noneMatch(point -> isWithinOne(point, held));
  }

  private static boolean areDisjoint(List<Zone> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).from() < sorted.get(i - 1).to()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWithinOne(Zone point, List<Zone> sorted) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).from() < point.from()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && point.to() < sorted.get(low - 1).to();
  }
}
