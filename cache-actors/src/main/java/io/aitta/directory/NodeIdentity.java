package io.aitta.directory;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Which process this is.
 *
 * @param incarnation a random number, never the same after a restart
 * @param name the node's name, for people
 * @param version the version of Aitta it runs
 * @param startedAt in milliseconds of the epoch
 */
public record NodeIdentity(long incarnation, String name, String version, long startedAt) {
  public NodeIdentity {
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
  }

  /** The process, as the copies of partitions know it. */
  public MemberId member() {
    return new MemberId(name, new UUID(startedAt, incarnation));
  }

  /** A new incarnation. */
  public static NodeIdentity create(String name, String version, long now) {
    return new NodeIdentity(new SecureRandom().nextLong(), name, version, now);
  }
}
