package io.aitta.http;

import static java.util.Objects.requireNonNull;

import io.aitta.gateway.Gateway;
import io.aitta.http.metrics.Metrics;

/**
 * What the node lends to its HTTP front end.
 *
 * @param losses what operators do about copies that never come back
 * @param journalAvailable whether the nodes keep a journal, so that caches may be persistent
 */
public record Backend(
    Gateway gateway,
    Cluster cluster,
    Losses losses,
    Readiness readiness,
    Metrics metrics,
    boolean journalAvailable) {
  public Backend {
    requireNonNull(gateway, "gateway is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(losses, "losses is null");
    requireNonNull(readiness, "readiness is null");
    requireNonNull(metrics, "metrics is null");
  }
}
