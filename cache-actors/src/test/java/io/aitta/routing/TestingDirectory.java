package io.aitta.routing;

import io.aitta.directory.Leader;
import io.aitta.directory.Routes;
import io.aitta.protocol.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;

/** A directory that knows what a test tells it. */
public final class TestingDirectory implements Routes {
  private final Address self;
  private final Supplier<Map<Address, NodeStatus>> statuses;
  private final Map<Integer, Leader> leaders = new ConcurrentHashMap<>();
  private final Set<Address> reachable = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Set<Integer>>> leaderListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Address>> removalListeners = new CopyOnWriteArrayList<>();
  private volatile boolean quorum = true;

  public TestingDirectory(Address self, Supplier<Map<Address, NodeStatus>> statuses) {
    this.self = self;
    this.statuses = statuses;
    reachable.add(self);
  }

  public void lead(int partition, Leader leader) {
    leaders.put(partition, leader);
    leaderListeners.forEach(listener -> listener.accept(Set.of(partition)));
  }

  public void forgetLeader(int partition) {
    leaders.remove(partition);
    leaderListeners.forEach(listener -> listener.accept(Set.of(partition)));
  }

  public void join(Address node) {
    reachable.add(node);
  }

  /** The node cannot be reached, and may come back. */
  public void lose(Address node) {
    reachable.remove(node);
  }

  public void remove(Address node) {
    reachable.remove(node);
    removalListeners.forEach(listener -> listener.accept(node));
  }

  public void quorum(boolean seen) {
    quorum = seen;
  }

  @Override
  public Optional<Leader> leaderOf(int partition) {
    return Optional.ofNullable(leaders.get(partition));
  }

  @Override
  public Map<Address, NodeStatus> statuses() {
    return statuses.get();
  }

  @Override
  public Address self() {
    return self;
  }

  @Override
  public Set<Address> reachableMembers() {
    return Set.copyOf(reachable);
  }

  @Override
  public boolean hasQuorum() {
    return quorum;
  }

  @Override
  public void onLeaderChange(Consumer<Set<Integer>> listener) {
    leaderListeners.add(listener);
  }

  @Override
  public void onMemberRemoved(Consumer<Address> listener) {
    removalListeners.add(listener);
  }
}
