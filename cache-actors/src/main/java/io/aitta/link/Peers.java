package io.aitta.link;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.apache.pekko.actor.Address;

/** The nodes that something was sent to, as many as a cluster has. Thread-safe. */
final class Peers {
  /** More nodes than a cluster has; those beyond cannot be sent to. */
  static final int MOST = 1024;

  private final ConcurrentMap<Address, Peer> known = new ConcurrentHashMap<>();
  private final Function<Address, Peer> maker;

  Peers(Function<Address, Peer> maker) {
    this.maker = maker;
  }

  /** The one there; empty where there is no room for one more. */
  Optional<Peer> at(Address node) {
    Peer peer = known.get(node);
    if (peer == null && known.size() < MOST) {
      peer = known.computeIfAbsent(node, maker);
    }
    return Optional.ofNullable(peer);
  }

  /** How many bytes of large messages the node is owed. */
  long owedBytes(Address node) {
    return Optional.ofNullable(known.get(node)).map(peer -> peer.owed().held()).orElse(0L);
  }

  void forget(Address node) {
    known.remove(node);
  }

  /** Forgets those who were answered after they had left, unless something is on its way there. */
  void keep(Set<Address> members) {
    known.values().removeIf(peer -> !members.contains(peer.address()) && peer.owed().held() == 0);
  }
}
