package io.aitta.core.placement;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;

/**
 * A member of the cluster, as one node sees it.
 *
 * @param host where it runs; copies on one host may be lost together
 * @param zone its zone label; copies in one zone may be lost together; empty where it has none
 * @param leaving whether it stops soon and should keep nothing
 * @param reachable whether it can be asked to take something now
 */
public record MemberView(
    MemberId member, String host, String zone, boolean leaving, boolean reachable) {
  public MemberView {
    requireNonNull(member, "member is null");
    requireNonNull(host, "host is null");
    requireNonNull(zone, "zone is null");
  }
}
