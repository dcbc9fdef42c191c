package io.aitta.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final Address STRANGER = node(1);
  private static final Address MEMBER = node(2);

  private final Peers peers =
      new Peers(node -> new Peer(node, ActorRef.noSender(), new ByteBudget(10)));

  @Test
  void at_knownNode_isTheSame() {
    assertThat(peers.at(MEMBER)).isPresent().isEqualTo(peers.at(MEMBER));
  }

  @Test
  void at_tooMany_isNobodyUntilStrangersAreForgotten() {
    for (int port = 0; port < Peers.MOST; port++) {
      assertThat(peers.at(node(100 + port))).isPresent();
    }
    assertThat(peers.at(MEMBER)).isEmpty();
    peers.keep(Set.of(MEMBER));
    assertThat(peers.at(MEMBER)).isPresent();
  }

  @Test
  void keep_forgetsNeitherMembersNorWhoIsOwedSomething() {
    peers.at(MEMBER).orElseThrow().owed().reserve(3);
    Peer stranger = peers.at(STRANGER).orElseThrow();
    stranger.owed().reserve(4);
    peers.keep(Set.of(MEMBER));
    assertThat(peers.owedBytes(STRANGER)).isPositive();

    stranger.owed().release(4);
    peers.keep(Set.of(MEMBER));
    assertThat(peers.at(STRANGER).orElseThrow()).isNotSameAs(stranger);
    assertThat(peers.owedBytes(MEMBER)).isPositive();
  }

  private static Address node(int port) {
    return new Address("pekko", "aitta", "127.0.0.1", port);
  }
}
