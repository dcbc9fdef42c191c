package io.aitta.replica;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Tells the replicas of a node that it is time for something: those that want to know, all at once,
 * so that a node without work wakes seldom. Who has not got to the last word is not told another.
 * Thread-safe.
 */
final class Pulse {
  private final ReplicaEvent.Signal signal;
  private final AtomicReferenceArray<ActorRef<ReplicaEvent>> listeners;

  /** 1 for those who have not got to the last word. */
  private final AtomicIntegerArray told;

  Pulse(ReplicaEvent.Signal signal, int partitions) {
    this.signal = signal;
    this.listeners = new AtomicReferenceArray<>(partitions);
    this.told = new AtomicIntegerArray(partitions);
  }

  /** The partition's replica wants to be told from now on. */
  void listen(int partition, ActorRef<ReplicaEvent> replica) {
    listeners.set(partition, replica);
  }

  /** It does not any more; one more word may be on its way. */
  void leave(int partition) {
    listeners.set(partition, null);
  }

  /** The replica has got to the last word. */
  void heard(int partition) {
    told.set(partition, 0);
  }

  /** Tells all who want to know. */
  void beat() {
    for (int partition = 0; partition < listeners.length(); partition++) {
      ActorRef<ReplicaEvent> listener = listeners.get(partition);
      if (listener != null && told.compareAndSet(partition, 0, 1)) {
        listener.tell(signal);
      }
    }
  }
}
