package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class WatchListTest {
  private static final Subject A = subject(1, 1);
  private static final Subject B = subject(2, 2);

  private final WatchList list = new WatchList();

  @Test
  void newcomers_areWatchedOnce() {
    assertThat(list.update(List.of(A)).watch()).containsExactly(A);
    assertThat(list.update(List.of(A, B)).watch()).containsExactly(B);
    assertThat(list.update(List.of(A, B)).watch()).isEmpty();
  }

  @Test
  void departed_isStillWatched_andNotAnewIfItIsBack() {
    list.update(List.of(A));
    WatchList.Changes changes = list.update(List.of());
    assertThat(changes.forget()).isEmpty();
    assertThat(list.contains(A.member())).isTrue();
    assertThat(list.update(List.of(A)).watch()).isEmpty();
  }

  @Test
  void tooManyDeparted_theOldestAreForgotten() {
    list.update(List.of(A));
    list.update(List.of(B));
    for (int i = 0; i < WatchList.MOST_DEPARTED - 1; i++) {
      assertThat(list.update(List.of(subject(10 + i, 10 + i))).forget()).isEmpty();
    }
    assertThat(list.update(List.of()).forget()).containsExactly(A.member());
    assertThat(list.contains(A.member())).isFalse();
    assertThat(list.contains(B.member())).isTrue();
  }

  @Test
  void anotherProcessAtItsAddress_replacesIt() {
    Subject successor = subject(1, 11);
    list.update(List.of(A, B));
    WatchList.Changes changes = list.update(List.of(successor, B));
    assertThat(changes.watch()).containsExactly(successor);
    assertThat(changes.replaced()).containsExactly(A.member());
  }

  @Test
  void dead_isNotWatchedAgain_howeverLongItIsAMember() {
    list.update(List.of(A, B));
    assertThat(list.died(A.member())).contains(A);
    assertThat(list.died(A.member())).isEmpty();
    assertThat(list.update(List.of(A, B)).watch()).isEmpty();
    assertThat(list.contains(A.member())).isFalse();
    assertThat(list.dead()).containsExactly(A.member());
  }

  @Test
  void manyDead_theOldestIsForgotten() {
    list.died(A.member());
    for (int i = 0; i < WatchList.MOST_DEAD; i++) {
      list.died(new MemberId("n", new UUID(7, i)));
    }
    assertThat(list.dead()).hasSize(WatchList.MOST_DEAD).doesNotContain(A.member());
  }

  @Test
  void missed_isWatchedNextTime() {
    list.update(List.of(A));
    list.missed(A.member());
    assertThat(list.update(List.of(A)).watch()).containsExactly(A);
  }

  @Test
  void subjects_areOtherMembersThatHaveASensor() {
    Map<Address, NodeStatus> statuses =
        Map.of(
            address(1), status(1, 100),
            address(2), status(2, 0),
            address(4), status(4, 400));
    Stream<UniqueAddress> members = Stream.of(node(1, 1), node(2, 2), node(3, 3), node(4, 4));
    assertThat(Subject.among(members, statuses, address(4)))
        .containsExactly(new Subject(status(1, 100).member(), node(1, 1), 100));
  }

  private static Subject subject(int port, int process) {
    return new Subject(
        new MemberId("node-" + port, new UUID(0, process)), node(port, process), 100);
  }

  private static NodeStatus status(int process, int sensorPort) {
    return new NodeStatus(
        process,
        1,
        "node-" + process,
        Optional.empty(),
        "test",
        0,
        Map.of(),
        0,
        NodeReplication.NONE.sensedAt(sensorPort));
  }

  private static UniqueAddress node(int port, int process) {
    return new UniqueAddress(address(port), (long) process);
  }

  private static Address address(int port) {
    return new Address("pekko", "aitta", "127.0.0.1", port);
  }
}
