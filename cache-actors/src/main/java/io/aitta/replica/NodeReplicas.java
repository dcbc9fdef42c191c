package io.aitta.replica;

import io.aitta.core.replication.protocol.Input;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
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

  /** Tells a replica; false where there is no such partition, or the node is just starting. */
  boolean tell(int partition, Input input) {
    boolean known = partition >= 0 && partition < actors.length();
    Optional<ActorRef<ReplicaEvent>> actor =
        known ? Optional.ofNullable(actors.get(partition)) : Optional.empty();
    actor.ifPresent(it -> it.tell(new ReplicaEvent.Take(input)));
    return actor.isPresent();
  }

  void tellAll(Input input) {
    for (int partition = 0; partition < actors.length(); partition++) {
      tell(partition, input);
    }
  }
}
