package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.Peer;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.replica.Ties.Others;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class TiesTest {
  private static final MemberId SELF = member(1);
  private static final MemberId SECOND = member(2);
  private static final MemberId THIRD = member(3);

  private final List<Peer> peers = new ArrayList<>();
  private final Map<Address, NodeStatus> statuses = new HashMap<>();
  private final Map<Integer, Configuration> own = new HashMap<>();

  TiesTest() {
    add(1, MemberStatus.leaving(), true, NodeReplication.NONE.asLeaving());
  }

  @Test
  void copyThatIsServedNowhere_countsAsTheOnlyOne() {
    add(2, MemberStatus.up(), true, NodeReplication.NONE);
    own.put(5, configuration(1, SELF));
    Ties ties = ties();
    assertThat(ties.counted()).containsExactly(5);
    assertThat(ties.sole()).containsExactly(5);
    assertThat(ties.areWorthWaiting()).isTrue();
    assertThat(ties.areNone()).isFalse();
  }

  @Test
  void copyThatAnotherHasToo_isNotTheOnlyOne() {
    add(2, MemberStatus.up(), true, NodeReplication.NONE);
    own.put(5, configuration(1, SECOND, SELF));
    assertThat(ties().counted()).containsExactly(5);
    assertThat(ties().sole()).isEmpty();
    assertThat(ties().areWorthWaiting()).isFalse();
  }

  @Test
  void othersThatLeaveOrAreDeadOrOutOfReach_haveNothing() {
    add(2, MemberStatus.up(), true, NodeReplication.NONE.asLeaving());
    add(3, MemberStatus.up(), true, NodeReplication.NONE);
    own.put(5, configuration(1, SECOND, SELF));
    own.put(6, configuration(1, SELF, member(4)));
    assertThat(ties().sole()).containsExactly(5, 6);

    add(4, MemberStatus.up(), false, NodeReplication.NONE);
    assertThat(ties().sole()).containsExactly(5, 6);
  }

  @Test
  void whatLeadersSay_isNewerThanWhatACopyHasHeard() {
    own.put(5, configuration(1, SECOND, SELF));
    own.put(6, configuration(1, SECOND, SELF));
    own.put(7, configuration(9, SELF));
    add(
        2,
        MemberStatus.up(),
        true,
        NodeReplication.NONE.leading(
            Map.of(
                5, configuration(2, SECOND, THIRD),
                6, configuration(2, SECOND, SELF, THIRD),
                7, configuration(8, SECOND, SELF))));
    add(3, MemberStatus.up(), true, NodeReplication.NONE);
    assertThat(ties().counted()).containsExactly(6, 7);
    assertThat(ties().sole()).containsExactly(7);
  }

  @Test
  void nobodyElse_isNoTie() {
    own.put(5, configuration(1, SELF));
    assertThat(ties().others()).isEqualTo(Others.NONE);
    assertThat(ties().areNone()).isTrue();
  }

  @Test
  void othersThatGo_areNobody() {
    add(2, MemberStatus.up(), true, NodeReplication.NONE.asLeaving());
    add(3, MemberStatus.down(), true, NodeReplication.NONE);
    add(4, MemberStatus.exiting(), true, NodeReplication.NONE);
    assertThat(ties().others()).isEqualTo(Others.NONE);
  }

  @Test
  void othersOnTheirWayInOrOutOfReach_areAway() {
    add(2, MemberStatus.joining(), true, NodeReplication.NONE);
    assertThat(ties().others()).isEqualTo(Others.AWAY);
    add(3, MemberStatus.up(), false, NodeReplication.NONE);
    assertThat(ties().others()).isEqualTo(Others.AWAY);
    peers.add(peer(4, MemberStatus.up(), true));
    assertThat(ties().others()).as("has not said who it is").isEqualTo(Others.AWAY);
    add(5, MemberStatus.up(), true, NodeReplication.NONE);
    assertThat(ties().others()).isEqualTo(Others.THERE);
  }

  private Ties ties() {
    return Ties.of(SELF, address(1), own, peers, statuses);
  }

  private void add(
      int number, MemberStatus status, boolean reachable, NodeReplication replication) {
    peers.add(peer(number, status, reachable));
    statuses.put(
        address(number),
        new NodeStatus(
            number, 1, "node-" + number, Optional.empty(), "test", 0, Map.of(), 0, replication));
  }

  private static Peer peer(int number, MemberStatus status, boolean reachable) {
    return new Peer(new UniqueAddress(address(number), (long) number), status, reachable, Set.of());
  }

  private static Address address(int number) {
    return new Address("pekko", "aitta", "127.0.0.1", number);
  }

  private static MemberId member(int number) {
    return new MemberId("node-" + number, new UUID(0, number));
  }

  private static Configuration configuration(long version, MemberId... inSync) {
    return new Configuration(1, version, inSync[0], new TreeSet<>(List.of(inSync)), 0);
  }
}
