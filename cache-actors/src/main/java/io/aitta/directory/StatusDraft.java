package io.aitta.directory;

import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** What goes into this node's next status. Not thread-safe. */
final class StatusDraft {
  private final NodeIdentity identity;
  private final LongSupplier catalogDigest;
  private long revision;
  private Map<Integer, Long> leads = Map.of();
  private Optional<String> http = Optional.empty();
  private NodeReplication replication = NodeReplication.NONE;

  StatusDraft(NodeIdentity identity, LongSupplier catalogDigest) {
    this.identity = identity;
    this.catalogDigest = catalogDigest;
  }

  void leads(Map<Integer, Long> led) {
    leads = led;
  }

  void http(String url) {
    http = Optional.of(url);
  }

  /** Whether that changed anything. */
  boolean replication(UnaryOperator<NodeReplication> change) {
    NodeReplication former = replication;
    replication = change.apply(former);
    return !replication.equals(former);
  }

  /** The status as of now, under the next revision. */
  NodeStatus next() {
    revision++;
    return new NodeStatus(
        identity.incarnation(),
        revision,
        identity.name(),
        http,
        identity.version(),
        identity.startedAt(),
        leads,
        catalogDigest.getAsLong(),
        replication);
  }
}
