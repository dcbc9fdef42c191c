package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.ReplicaMessage;

/**
 * What one copy of a partition says to another.
 *
 * @param from the process that sends it
 * @param to the process that is meant; any other drops it
 */
public record ReplicaPost(int partition, MemberId from, MemberId to, ReplicaMessage message)
    implements Message {
  public ReplicaPost {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(message, "message is null");
  }
}
