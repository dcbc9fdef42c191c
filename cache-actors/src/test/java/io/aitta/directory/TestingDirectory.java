package io.aitta.directory;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;

/** A directory that knows what a test has put into it, and tells nobody of changes. */
public final class TestingDirectory implements Directory {
  public final Map<Integer, Leader> leaders = new HashMap<>();
  public final List<Peer> peers = new ArrayList<>();
  public final Map<Address, NodeStatus> statuses = new HashMap<>();
  public long lastEpoch;
  private final Address self;

  public TestingDirectory(Address self) {
    this.self = self;
  }

  /** The node there has said something, and what it says of copies. */
  public void hears(Address node, NodeReplication replication) {
    statuses.put(
        node,
        new NodeStatus(1, 1, nameOf(node), Optional.empty(), "1", 1, Map.of(), 0, replication));
  }

  /** Who lives there, after it was heard. */
  public MemberId memberAt(Address node) {
    return statuses.get(node).member();
  }

  private static String nameOf(Address node) {
    return node.getHost().orElseThrow();
  }

  @Override
  public Optional<Leader> leaderOf(int partition) {
    return Optional.ofNullable(leaders.get(partition));
  }

  @Override
  public List<Peer> peers() {
    return peers;
  }

  @Override
  public long lastEpoch(int partition) {
    return lastEpoch;
  }

  @Override
  public Map<Address, NodeStatus> statuses() {
    return statuses;
  }

  @Override
  public Address self() {
    return self;
  }

  @Override
  public Set<Address> reachableMembers() {
    return Set.of(self);
  }

  @Override
  public boolean hasQuorum() {
    return true;
  }

  @Override
  public void onLeaderChange(Consumer<Set<Integer>> listener) {}

  @Override
  public void onMemberRemoved(Consumer<Address> listener) {}
}
