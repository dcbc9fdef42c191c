package io.aitta.directory;

import io.aitta.protocol.NodeStatus;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What goes into this node's next status. Not thread-safe. */
final class StatusDraft {
  private final NodeIdentity identity;
  private final LongSupplier catalogDigest;
  private long revision;
  private Map<Integer, Long> leads = Map.of();
  private Optional<String> http = Optional.empty();

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
        catalogDigest.getAsLong());
  }
}
