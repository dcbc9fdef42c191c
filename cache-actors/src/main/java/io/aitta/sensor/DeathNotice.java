package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from a death: whoever keeps copies is told, and the cluster lets the member go. That
 * needs both, a member that is unreachable and one that is down. Thread-safe; never blocks.
 */
final class DeathNotice implements Consumer<MemberId> {
  private static final Logger LOG = LoggerFactory.getLogger(DeathNotice.class);

  /** The cluster lets go of them without being told. */
  private static final Set<MemberStatus> ON_THEIR_WAY_OUT =
      Set.of(MemberStatus.exiting(), MemberStatus.down(), MemberStatus.removed());

  private final Cluster cluster;
  private final DeadAddresses addresses;
  private final WatchList list;
  private final Consumer<MemberId> listener;
  private final Set<UniqueAddress> marked = new HashSet<>();

  DeathNotice(
      Cluster cluster, DeadAddresses addresses, WatchList list, Consumer<MemberId> listener) {
    this.cluster = cluster;
    this.addresses = addresses;
    this.list = list;
    this.listener = listener;
  }

  @Override
  public void accept(MemberId dead) {
    Optional<Subject> subject = list.died(dead);
    try {
      listener.accept(dead);
    } finally {
      LOG.info(
          "the process of {} has ended: its ports are free, or its successor has its directory",
          dead);
      subject.flatMap(it -> member(it.node())).ifPresent(this::letGo);
    }
  }

  /** Takes marks away from addresses whose dead processes are no members any more. */
  synchronized void liftMarks() {
    for (UniqueAddress node : Set.copyOf(marked)) {
      if (member(node).isEmpty()) {
        marked.remove(node);
        addresses.remove(node.address());
      }
    }
  }

  private synchronized void letGo(Member member) {
    marked.add(member.uniqueAddress());
    addresses.add(member.address());
    if (!ON_THEIR_WAY_OUT.contains(member.status())) {
      LOG.warn("{} has ended without leaving: the cluster lets it go", member.address());
      cluster.manager().tell(new Down(member.address()));
    }
  }

  /** That process, unless another one is member at its address by now. */
  private Optional<Member> member(UniqueAddress node) {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> member.uniqueAddress().equals(node))
        .findFirst();
  }
}
