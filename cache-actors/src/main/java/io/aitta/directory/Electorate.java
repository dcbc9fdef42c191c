package io.aitta.directory;

import io.aitta.core.register.model.Generation;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.Voters;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Those who decide for the cluster: the register's voters, as far as they are members.
 *
 * @param size how many voters there are, those included that are no members any more
 * @param seated the members that are one of them
 */
public record Electorate(int size, Set<UniqueAddress> seated) {
  public Electorate {
    seated = Set.copyOf(seated);
  }

  /** Whether these members can decide without any other. */
  public boolean isMajority(Collection<UniqueAddress> members) {
    return 2 * votesOf(members) > size;
  }

  /** How many of these members are voters. */
  public int votesOf(Collection<UniqueAddress> members) {
    return (int) members.stream().filter(seated::contains).count();
  }

  /**
   * The voters of the latest generation that anybody speaks of; where two are of one number, the
   * node's own. Empty until any are known.
   */
  static Optional<Electorate> of(
      Address self, Collection<Peer> peers, Map<Address, NodeStatus> statuses) {
    return latest(self, statuses).map(generation -> of(generation, peers, statuses));
  }

  private static Optional<Generation> latest(Address self, Map<Address, NodeStatus> statuses) {
    return Stream.concat(Stream.ofNullable(statuses.get(self)), statuses.values().stream())
        .flatMap(status -> status.replication().voters().stream())
        .reduce((one, other) -> one.number() >= other.number() ? one : other);
  }

  private static Electorate of(
      Generation generation, Collection<Peer> peers, Map<Address, NodeStatus> statuses) {
    Set<UniqueAddress> seated =
        peers.stream()
            .filter(peer -> votes(generation, statuses.get(peer.address())))
            .map(Peer::node)
            .collect(Collectors.toUnmodifiableSet());
    return new Electorate(generation.voters().size(), seated);
  }

  private static boolean votes(Generation generation, NodeStatus status) {
    return status != null && generation.has(Voters.of(status.member()));
  }
}
