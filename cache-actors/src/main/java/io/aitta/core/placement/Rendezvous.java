package io.aitta.core.placement;

import java.util.Comparator;

/**
 * Which members a partition prefers, the same on every node and for each life of a member: the
 * highest hash of both wins (Thaler and Ravishankar, "Using name-based mappings to increase hit
 * rates", IEEE/ACM Transactions on Networking 6, 1998). A node that joins or leaves changes nothing
 * among the others.
 */
final class Rendezvous {
  private Rendezvous() {}

  /** The most preferred first. */
  static Comparator<Seat> preference(int partition) {
    return Comparator.comparingLong((Seat seat) -> -hash(partition, seat.id().node()))
        .thenComparing(Seat::id);
  }

  /** From 0, so that its negative is one too. */
  static long hash(int partition, String node) {
    long hash = mix(partition + 0x9E3779B97F4A7C15L);
    for (int i = 0; i < node.length(); i++) {
      hash = mix(hash ^ node.charAt(i));
    }
    return hash >>> 1;
  }

  /** Stafford's thirteenth variant of the finalizer of MurmurHash3. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
