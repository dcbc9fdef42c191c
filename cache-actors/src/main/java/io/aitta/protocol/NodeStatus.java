package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a node says of itself to all others, whole, every few seconds and at once on a change.
 *
 * @param incarnation the node's process, by the cluster's unique number of it; random, never the
 *     same after a restart
 * @param revision grows with each status of one incarnation; an older one is ignored
 * @param name the node's name
 * @param http where its HTTP front end listens, as a URL; empty without one
 * @param version the version of Aitta it runs
 * @param startedAt when the process started, in milliseconds of the epoch by its own clock
 * @param leads the partitions it leads, each with its epoch
 * @param catalogDigest a hash of its catalog; another one asks for a push
 * @param replication what it says of copies
 */
public record NodeStatus(
    long incarnation,
    long revision,
    String name,
    Optional<String> http,
    String version,
    long startedAt,
    Map<Integer, Long> leads,
    long catalogDigest,
    NodeReplication replication)
    implements Message {
  public NodeStatus {
    requireNonNull(name, "name is null");
    requireNonNull(http, "http is null");
    requireNonNull(version, "version is null");
    requireNonNull(replication, "replication is null");
    leads = Map.copyOf(leads);
  }

  /** The process, as the copies of partitions know it. */
  public MemberId member() {
    return new MemberId(name, new UUID(startedAt, incarnation));
  }

  /** Its voter in the register; empty until it has said so. */
  public Optional<VoterId> voter() {
    return replication.voter().map(notice -> new VoterId(name, notice.storage()));
  }

  /** All processes that it says have ended. */
  public Stream<MemberId> proofs() {
    return Stream.concat(ended().stream(), replication.dead().stream());
  }

  /** The node's former processes that it knows to have ended. */
  public List<MemberId> ended() {
    return replication.voter().map(VoterNotice::former).orElse(List.of()).stream()
        .map(process -> new MemberId(name, process))
        .toList();
  }
}
