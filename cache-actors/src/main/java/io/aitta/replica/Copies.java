package io.aitta.replica;

import io.aitta.core.partition.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The copies on this node, each led by one entity at most. An entity that crashes leaves its copy
 * behind for the next, unless somebody else led the partition in between. Not thread-safe.
 */
final class Copies {
  private final Opener opener;
  private final long incarnation;
  private final int maxQueued;
  private final Map<Integer, Copy> copies = new HashMap<>();

  /** Makes an empty partition. */
  interface Opener {
    Partition open(int number, long epoch);
  }

  Copies(Opener opener, long incarnation, int maxQueued) {
    this.opener = opener;
    this.incarnation = incarnation;
    this.maxQueued = maxQueued;
  }

  /**
   * Gives the copy of a partition to an entity, with a new epoch; whoever had it before does not
   * run any more.
   *
   * @param lastHeard the greatest epoch of the partition that was heard of
   * @param now in milliseconds of the epoch
   */
  Copy claim(int number, ActorRef<PartitionMessage> entity, long lastHeard, long now) {
    Optional<Partition> left = Optional.ofNullable(copies.get(number)).map(Copy::partition);
    long last = Math.max(lastHeard, left.map(Partition::epoch).orElse(0L));
    long epoch = Epochs.next(last, now, incarnation);
    Partition partition =
        left.flatMap(found -> goOn(found, epoch, lastHeard))
            .orElseGet(() -> opener.open(number, epoch));
    Inbox inbox = new Inbox(epoch, maxQueued, () -> entity.tell(PartitionMessage.Signal.WORK));
    Copy copy = new Copy(partition, inbox, Optional.of(entity));
    copies.put(number, copy);
    return copy;
  }

  /** The copy, if there is one. */
  Optional<Copy> of(int number) {
    return Optional.ofNullable(copies.get(number));
  }

  /** The partitions of which there is a copy. */
  Set<Integer> numbers() {
    return Set.copyOf(copies.keySet());
  }

  /** Forgets a copy that its entity gave up. */
  void released(int number, long epoch) {
    copies.computeIfPresent(number, (key, copy) -> copy.inbox().epoch() == epoch ? null : copy);
  }

  /** Keeps a copy for the next claim, if its entity is gone without having given it up. */
  Optional<Copy> stopped(int number, ActorRef<PartitionMessage> entity) {
    Optional<Copy> left = of(number).filter(copy -> copy.isLedBy(entity));
    left.ifPresent(copy -> copies.put(number, copy.orphaned()));
    return left;
  }

  /** The copy, if a later epoch was heard of than its own; one that nobody leads is dropped. */
  Optional<Copy> superseded(int number, long lastHeard) {
    Optional<Copy> old = of(number).filter(copy -> copy.inbox().epoch() < lastHeard);
    if (old.isPresent() && old.get().entity().isEmpty()) {
      old.get().partition().close();
      copies.remove(number);
    }
    return old;
  }

  private static Optional<Partition> goOn(Partition left, long epoch, long lastHeard) {
    if (lastHeard > left.epoch()) {
      left.close();
      return Optional.empty();
    }
    left.lead(epoch);
    return Optional.of(left);
  }
}
