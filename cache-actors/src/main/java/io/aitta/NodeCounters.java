package io.aitta;

import static java.util.Objects.requireNonNull;

import io.aitta.link.LinkCounters;
import io.aitta.routing.sending.GatewayCounters;

/**
 * What a node has counted since its start.
 *
 * @param answersLost answers that found no room on the road back to their askers
 * @param heardTooEarly messages that came while the node was put together and found no room to wait
 */
public record NodeCounters(
    GatewayCounters gateway, LinkCounters.Snapshot link, long answersLost, long heardTooEarly) {
  public NodeCounters {
    requireNonNull(gateway, "gateway is null");
    requireNonNull(link, "link is null");
  }
}
