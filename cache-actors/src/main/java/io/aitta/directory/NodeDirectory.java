package io.aitta.directory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.aitta.link.Link;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** The directory of a node: hears the statuses of all members and says this node's own to them. */
public final class NodeDirectory implements Directory {
  private final List<Consumer<Set<Integer>>> leaderListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Address>> removalListeners = new CopyOnWriteArrayList<>();
  private final Address self;
  private final ActorRef<DirectoryEvent> actor;
  private volatile DirectoryView view;

  private NodeDirectory(
      ActorSystem<?> system, DirectorySettings settings, Link link, StatusDraft draft) {
    this.self = Cluster.get(system).selfMember().address();
    this.view = DirectoryView.nothing(settings.partitions());
    this.actor =
        system.systemActorOf(
            DirectoryActor.create(settings, link, draft, this), "aitta-directory", Props.empty());
  }

  /**
   * Starts the directory of a node that is or will be a member of a cluster.
   *
   * @param catalogDigest the digest of this node's catalog, read before each status
   */
  public static NodeDirectory start(
      ActorSystem<?> system,
      DirectorySettings settings,
      NodeIdentity identity,
      Link link,
      LongSupplier catalogDigest) {
    return new NodeDirectory(system, settings, link, new StatusDraft(identity, catalogDigest));
  }

  /** Takes in what another node said of itself. */
  public void onStatus(Address from, NodeStatus status) {
    actor.tell(new DirectoryEvent.Heard(requireNonNull(from), requireNonNull(status)));
  }

  /** Says to all members at once which partitions this node leads from now on, and no others. */
  public void announceLeads(Map<Integer, Long> leads) {
    actor.tell(new DirectoryEvent.Leads(Map.copyOf(leads)));
  }

  /** Says to all members where this node's HTTP front end listens. */
  public void announceHttp(String url) {
    actor.tell(new DirectoryEvent.Http(requireNonNull(url, "url is null")));
  }

  /**
   * Changes what this node says of copies, and says it at once to all members.
   *
   * @param change of what was said last; called on a thread of the directory, may not block
   */
  public void announce(UnaryOperator<NodeReplication> change) {
    actor.tell(new DirectoryEvent.Replication(requireNonNull(change, "change is null")));
  }

  /** Says this node's status at once, since its catalog has changed. */
  public void announceCatalog() {
    actor.tell(new DirectoryEvent.CatalogChanged());
  }

  @Override
  public Optional<Leader> leaderOf(int partition) {
    return view.leaderOf(partition);
  }

  @Override
  public long lastEpoch(int partition) {
    return view.lastEpoch(partition);
  }

  @Override
  public Map<Address, NodeStatus> statuses() {
    return view.statuses();
  }

  @Override
  public List<Peer> peers() {
    return view.peers();
  }

  @Override
  public Address self() {
    return self;
  }

  @Override
  public Set<Address> reachableMembers() {
    return view.peers().stream()
        .filter(peer -> peer.reachable() && peer.status().equals(MemberStatus.up()))
        .map(Peer::address)
        .collect(toUnmodifiableSet());
  }

  /** The register's voters, as far as this node has heard; empty until any are known. */
  public Optional<Electorate> electorate() {
    return view.electorate();
  }

  @Override
  public boolean hasQuorum() {
    return view.hasQuorum();
  }

  @Override
  public void onLeaderChange(Consumer<Set<Integer>> listener) {
    leaderListeners.add(requireNonNull(listener, "listener is null"));
  }

  @Override
  public void onMemberRemoved(Consumer<Address> listener) {
    removalListeners.add(requireNonNull(listener, "listener is null"));
  }

  /** Shows what is known now; called by the one actor. */
  void show(DirectoryView next) {
    DirectoryView former = view;
    view = next;
    Set<Integer> changed = next.changedSince(former);
    if (!changed.isEmpty()) {
      leaderListeners.forEach(listener -> listener.accept(changed));
    }
  }

  void tellRemoved(Address node) {
    removalListeners.forEach(listener -> listener.accept(node));
  }
}
