package io.aitta.replica;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.directory.Directory;
import io.aitta.link.Link;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.ReplicaPost;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.Address;

/** Carries what replicas say to the process that is meant, where one is known. Thread-safe. */
final class ReplicaPostOffice {
  private final MemberId self;
  private final Directory directory;
  private final Link link;
  private final LongAdder dropped = new LongAdder();

  ReplicaPostOffice(MemberId self, Directory directory, Link link) {
    this.self = self;
    this.directory = directory;
    this.link = link;
  }

  /** Sends a message; it is dropped where the process is not known or the road is full. */
  void send(int partition, MemberId to, ReplicaMessage message) {
    boolean sent =
        addressOf(to)
            .map(node -> link.send(node, new ReplicaPost(partition, self, to, message)))
            .orElse(false);
    if (!sent) {
      dropped.increment();
    }
  }

  /** How many messages were dropped; what mattered of them is sent again. */
  long dropped() {
    return dropped.sum();
  }

  private Optional<Address> addressOf(MemberId member) {
    return directory.statuses().entrySet().stream()
        .filter(node -> isOf(member, node.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isOf(MemberId member, NodeStatus status) {
    return status.incarnation() == member.incarnation().getLeastSignificantBits()
        && status.startedAt() == member.incarnation().getMostSignificantBits();
  }
}
