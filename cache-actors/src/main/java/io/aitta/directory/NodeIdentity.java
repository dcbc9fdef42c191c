package io.aitta.directory;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Which process this is.
 *
 * @param incarnation the unique number by which the cluster tells this process from others at its
 *     address; random, never the same after a restart
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

  /**
   * Of an actor system that is or will be a member of a cluster.
   *
   * @param name empty where the node goes by its address
   */
  public static NodeIdentity of(ActorSystem<?> system, String name, String version, long now) {
    UniqueAddress node = Cluster.get(system).selfMember().uniqueAddress();
    String known = name.isEmpty() ? node.address().hostPort() : name;
    return new NodeIdentity(node.longUid(), known, version, now);
  }
}
