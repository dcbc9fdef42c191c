package io.aitta.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.directory.Directory;
import io.aitta.directory.Leader;
import io.aitta.directory.Peer;
import io.aitta.protocol.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private static final Address SELF = new Address("pekko", "aitta", "a", 1);

  private final TestingDirectory directory = new TestingDirectory();
  private final List<Integer> started = new ArrayList<>();
  private boolean stopping;
  private final KeepAlive keepAlive =
      new KeepAlive(
          3, SELF, directory, new StartGate(1, Duration.ofHours(1)), () -> stopping, started::add);

  @Test
  void lookAround_startsWhatHadNoLeaderTwice() {
    directory.peers.add(selfThatIs(MemberStatus.up()));
    directory.leaders.put(1, new Leader(SELF, 5));

    keepAlive.lookAround(0);
    assertThat(started).isEmpty();

    directory.leaders.remove(1);
    keepAlive.lookAround(1);
    assertThat(started).containsExactly(0, 2);

    keepAlive.lookAround(2);
    assertThat(started).containsExactly(0, 2, 0, 1, 2);
  }

  @Test
  void leaderChanged_toNone_startsAtOnce() {
    directory.peers.add(selfThatIs(MemberStatus.up()));
    directory.leaders.put(1, new Leader(SELF, 5));

    keepAlive.leaderChanged(1, 0);
    assertThat(started).isEmpty();

    keepAlive.leaderChanged(2, 0);
    assertThat(started).containsExactly(2);
  }

  @Test
  void beforeThisNodeIsUp_nothingIsStarted() {
    directory.peers.add(selfThatIs(MemberStatus.joining()));

    keepAlive.leaderChanged(1, 0);
    keepAlive.lookAround(0);
    keepAlive.lookAround(1);

    assertThat(started).isEmpty();
  }

  @Test
  void nodeThatStops_startsNothingAnyMore() {
    directory.peers.add(selfThatIs(MemberStatus.up()));
    keepAlive.leaderChanged(1, 0);
    started.clear();

    stopping = true;
    keepAlive.leaderChanged(2, 1);
    keepAlive.lookAround(1);
    keepAlive.lookAround(2);

    assertThat(started).isEmpty();
  }

  @Test
  void nodeThatLeaves_startsNothingAnyMore() {
    directory.peers.add(selfThatIs(MemberStatus.up()));
    keepAlive.leaderChanged(1, 0);
    started.clear();

    directory.peers.set(0, selfThatIs(MemberStatus.leaving()));
    keepAlive.leaderChanged(2, 1);
    keepAlive.lookAround(1);
    keepAlive.lookAround(2);

    assertThat(started).isEmpty();
  }

  private static Peer selfThatIs(MemberStatus status) {
    return new Peer(new UniqueAddress(SELF, 1L), status, true, Set.of());
  }

  private static final class TestingDirectory implements Directory {
    final Map<Integer, Leader> leaders = new HashMap<>();
    final List<Peer> peers = new ArrayList<>();

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
      return 0;
    }

    @Override
    public Map<Address, NodeStatus> statuses() {
      return Map.of();
    }

    @Override
    public Address self() {
      return SELF;
    }

    @Override
    public Set<Address> reachableMembers() {
      return Set.of(SELF);
    }

    @Override
    public boolean hasQuorum() {
      return true;
    }

    @Override
    public void onLeaderChange(IntConsumer listener) {}

    @Override
    public void onMemberRemoved(Consumer<Address> listener) {}
  }
}
