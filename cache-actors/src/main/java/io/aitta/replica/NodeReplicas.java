package io.aitta.replica;

import io.aitta.core.replication.protocol.Input;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;

/** The actors of a node's replicas, by number. Thread-safe. */
final class NodeReplicas {
  private final AtomicReferenceArray<ActorRef<ReplicaEvent>> actors;

  NodeReplicas(int partitions) {
    this.actors = new AtomicReferenceArray<>(partitions);
  }

  void add(int partition, ActorRef<ReplicaEvent> actor) {
    actors.set(partition, actor);
  }

  /** Tells a replica; false where there is none: no such partition, not started, or ended. */
  boolean tell(int partition, Input input) {
    boolean known = partition >= 0 && partition < actors.length();
    Optional<ActorRef<ReplicaEvent>> actor =
        known ? Optional.ofNullable(actors.get(partition)) : Optional.empty();
    actor.ifPresent(it -> it.tell(new ReplicaEvent.Take(input)));
    return actor.isPresent();
  }

  /** All that have not ended. */
  List<ActorRef<ReplicaEvent>> all() {
    return IntStream.range(0, actors.length())
        .mapToObj(actors::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether that one has not ended. */
  boolean has(int partition) {
    return actors.get(partition) != null;
  }

  /** Takes note that an actor has ended, and says whose it was. */
  OptionalInt remove(ActorRef<?> actor) {
    OptionalInt found =
        IntStream.range(0, actors.length())
            .filter(partition -> actor.equals(actors.get(partition)))
            .findFirst();
    found.ifPresent(partition -> actors.set(partition, null));
    return found;
  }

  void tellAll(Input input) {
    for (int partition = 0; partition < actors.length(); partition++) {
      tell(partition, input);
    }
  }
}
