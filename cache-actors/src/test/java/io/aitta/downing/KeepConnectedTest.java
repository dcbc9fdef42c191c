package io.aitta.downing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.Reachability;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Node a is the oldest, though not the one with the lowest address. */
class KeepConnectedTest {
  private static final String CENTER = "default";
  private static final Map<String, Member> MEMBERS =
      Map.of("a", member(7, 1), "b", member(5, 2), "c", member(6, 3), "d", member(4, 4));

  @Test
  void nodesSettings_nameTheProvider() {
    assertThat(
            ConfigFactory.parseResources("aitta-node.conf")
                .getString("pekko.cluster.downing-provider-class"))
        .isEqualTo(SplitProvider.class.getName());
  }

  @Test
  void oneLinkOfThree_costsTheYoungerEndAlone_whoeverLooks() {
    for (String self : Set.of("a", "b", "c")) {
      assertThat(lostBy(self, "ab", "ba")).as("seen by %s", self).containsExactly("b");
    }
  }

  @Test
  void nodeThatHearsNobodyAndIsHeardByNobody_goesAlone() {
    assertThat(lostBy("c", "ab", "ba", "ac", "ca")).containsExactly("a");
  }

  @Test
  void cleanSplit_isPekkos() {
    assertThat(lostBy("b", "ba", "ca")).containsExactly("a");
    assertThat(lostBy("a", "ab", "ac")).containsExactly("a");
  }

  @Test
  void everyLinkOfThree_costsAllAsInPekko() {
    assertThat(lostBy("a", "ab", "ba", "bc", "cb", "ac", "ca"))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void brokenLinkBesideADeadNode_costsTheDeadAndTheYoungerEnd_whereMostStay() {
    assertThat(lostOf("abcd", "a", "ab", "ba")).containsExactly("b");
    assertThat(lostOf("abcd", "a", "ab", "ba", "ad", "bd", "cd"))
        .as("two of four are no majority, so Pekko decides")
        .containsExactlyInAnyOrder("a", "b", "d");
  }

  private static Set<String> lostBy(String self, String... broken) {
    return lostOf("abc", self, broken);
  }

  /** Whom a node lets go; each link is the name of who does not hear and of who is not heard. */
  private static Set<String> lostOf(String nodes, String self, String... broken) {
    KeepConnected strategy = new KeepConnected(CENTER, Option.empty(), address(self));
    nodes.chars().forEach(node -> strategy.add(MEMBERS.get(Character.toString(node))));
    Reachability reachability = Reachability.empty();
    for (String link : broken) {
      String subject = link.substring(1);
      reachability = reachability.unreachable(address(link.substring(0, 1)), address(subject));
      if (!subject.equals(self)) {
        strategy.addUnreachable(MEMBERS.get(subject));
      }
    }
    strategy.setReachability(reachability);
    return names(strategy.nodesToDown(strategy.decide()));
  }

  private static Set<String> names(scala.collection.immutable.Set<UniqueAddress> addresses) {
    Stream<UniqueAddress> all = CollectionConverters.asJava(addresses).stream();
    return all.map(KeepConnectedTest::name).collect(toSet());
  }

  private static String name(UniqueAddress address) {
    return MEMBERS.entrySet().stream()
        .filter(entry -> entry.getValue().uniqueAddress().equals(address))
        .findAny()
        .orElseThrow()
        .getKey();
  }

  private static UniqueAddress address(String name) {
    return MEMBERS.get(name).uniqueAddress();
  }

  private static Member member(int port, int age) {
    Address address = new Address("pekko", "aitta", "127.0.0.1", port);
    return new Member(
        new UniqueAddress(address, (long) port),
        age,
        MemberStatus.up(),
        CollectionConverters.asScala(Set.of("dc-" + CENTER)).toSet(),
        Version.Zero());
  }
}
