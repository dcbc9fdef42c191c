package io.aitta.replica;

import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Input;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.register.ConfigurationRegister;
import java.util.Optional;

/** What the actor of a replica hears; nothing of it crosses nodes. */
sealed interface ReplicaEvent {
  /** Something happened to the replica. */
  record Take(Input input) implements ReplicaEvent {}

  /** The register answered the replica's call of that number. */
  record RegisterSaid(long call, ConfigurationRegister.Answer answer) implements ReplicaEvent {}

  /** The disk was read: this copy was there, if any. */
  record Restored(Optional<RestoredCopy> copy) implements ReplicaEvent {}

  /** What is on the disk cannot be read. */
  record Unreadable(UnreadableDiskException fault) implements ReplicaEvent {}

  /** Signals without content. */
  enum Signal implements ReplicaEvent {
    /** Something waits in the inbox. */
    WORK,
    /** Time has passed. */
    TICK,
    /** It is time for a step of the sweep. */
    SWEEP,
    /** The last step of the sweep left more to do. */
    SWEEP_ON
  }
}
