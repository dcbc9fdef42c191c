package io.aitta.join;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoiningTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.actor.provider = cluster
                  pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
                  """)
              .withFallback(ConfigFactory.load("application-test")));

  @AfterEach
  void close() {
    kit.shutdownTestKit();
  }

  @Test
  void node_thatIsNotLetIn_asksWhyAgainAndAgain() {
    TestProbe<Object> door = kit.createTestProbe();
    SeedSource seeds = new SeedSource.Listed(List.of(new Seed("127.0.0.1", 1)), "a list");
    JoinSettings settings =
        new JoinSettings(
            JoinSettings.Mode.SEEDS, List.of("127.0.0.1:1"), "", false, Duration.ofMinutes(5));

    kit.spawn(Joining.create(settings, seeds, Adapter.toClassic(door.getRef())));

    Address self = Cluster.get(kit.system()).selfMember().address();
    Address seed = new Address(self.protocol(), self.system(), "127.0.0.1", 1);
    for (int knocks = 0; knocks < 3; knocks++) {
      door.expectMessage(PATIENCE, new Door.Knock(List.of(seed)));
    }
  }

  @Test
  void node_thatIsIn_asksNoMore() {
    TestProbe<Object> door = kit.createTestProbe();
    SeedSource seeds = new SeedSource.Listed(List.of(new Seed("127.0.0.1", 1)), "a list");
    JoinSettings settings =
        new JoinSettings(
            JoinSettings.Mode.SEEDS, List.of("127.0.0.1:1"), "", true, Duration.ofMinutes(5));
    var cluster = Cluster.get(kit.system());
    cluster.manager().tell(new JoinSeedNodes(List.of(cluster.selfMember().address())));
    await().atMost(PATIENCE).until(() -> cluster.selfMember().status().equals(MemberStatus.up()));

    kit.spawn(Joining.create(settings, seeds, Adapter.toClassic(door.getRef())));

    door.expectNoMessage(Duration.ofMillis(2500));
  }
}
