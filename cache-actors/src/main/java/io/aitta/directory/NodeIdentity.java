package io.aitta.directory;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;

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

  /** A new incarnation. */
  public static NodeIdentity create(String name, String version, long now) {
    return new NodeIdentity(new SecureRandom().nextLong(), name, version, now);
  }
}
