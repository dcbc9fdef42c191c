package io.aitta.directory;

import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.VoterNotice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Those who decide for the cluster: the register's voters, as far as members speak for them.
 *
 * @param size how many voters there are, those included that no member speaks for any more
 * @param seated the members that speak for one of them, one for each
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
   * The voters of the latest generation that anybody speaks of, of the register that this node
   * itself speaks of where it does; where two are of one number, its own. Empty until any are
   * known.
   */
  static Optional<Electorate> of(
      Address self, Collection<Peer> peers, Map<Address, NodeStatus> statuses) {
    return latest(self, statuses).map(generation -> of(generation, peers, statuses));
  }

  private static Optional<Generation> latest(Address self, Map<Address, NodeStatus> statuses) {
    return Stream.concat(Stream.ofNullable(statuses.get(self)), statuses.values().stream())
        .flatMap(status -> status.replication().voters().stream())
        .reduce((former, next) -> supersedes(next, former) ? next : former);
  }

  /** Numbers of two registers say nothing of each other. */
  private static boolean supersedes(Generation next, Generation former) {
    return next.isOfRegisterOf(former) && next.number() > former.number();
  }

  /** Of two processes with one storage the former has ended, as the other says. */
  private static Electorate of(
      Generation generation, Collection<Peer> peers, Map<Address, NodeStatus> statuses) {
    Map<UniqueAddress, NodeStatus> seated = new HashMap<>();
    peers.forEach(
        peer ->
            Optional.ofNullable(statuses.get(peer.address()))
                .filter(status -> status.voter().filter(generation::has).isPresent())
                .ifPresent(status -> seated.put(peer.node(), status)));
    Set<MemberId> ended =
        seated.values().stream()
            .flatMap(status -> status.ended().stream())
            .collect(Collectors.toUnmodifiableSet());
    seated.values().removeIf(status -> ended.contains(status.member()) || isMute(status));
    return new Electorate(generation.voters().size(), seated.keySet());
  }

  /** Whether its voter answers nothing any more. */
  private static boolean isMute(NodeStatus status) {
    return status.replication().voter().filter(VoterNotice::steppedBack).isPresent();
  }
}
