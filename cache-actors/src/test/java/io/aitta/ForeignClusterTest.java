package io.aitta;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.NodeStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Aitta in the cluster of an application that has Pekko's settings and not those of Aitta's nodes:
 * two members keep the cache, a third has never heard of it.
 */
class ForeignClusterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String SETTINGS =
      """
      pekko {
        loglevel = WARNING
        actor.provider = cluster
        remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        cluster {
          jmx.enabled = off
          downing-provider-class = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
          failure-detector.acceptable-heartbeat-pause = 60s
        }
        coordinated-shutdown {
          exit-jvm = off
          run-by-jvm-shutdown-hook = off
          run-by-actor-system-terminate = off
        }
      }
      aitta { role = cache, cluster { start-with-members = 2, start-wait = 5m } }
      """;

  private static final List<ActorSystem<Void>> SYSTEMS = new ArrayList<>();

  @BeforeAll
  static void start() {
    start("pekko.cluster.roles = [shop, cache]");
    start("pekko.cluster.roles = [cache]");
    start("pekko.cluster.roles = [shop]");
    await().atMost(PATIENCE).until(() -> SYSTEMS.stream().allMatch(ForeignClusterTest::seesAll));
    await()
        .atMost(PATIENCE)
        .until(() -> keepers().allMatch(aitta -> aitta.notReadyBecause().isEmpty()));
  }

  private static void start(String roles) {
    Config config = ConfigFactory.parseString(roles + "\n" + SETTINGS);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "application",
            config
                .withFallback(ConfigFactory.parseResources("patient.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    SYSTEMS.add(system);
    Cluster first = Cluster.get(SYSTEMS.get(0));
    Cluster.get(system).manager().tell(new Join(first.selfMember().address()));
  }

  private static boolean seesAll(ActorSystem<Void> system) {
    Iterable<Member> members = Cluster.get(system).state().getMembers();
    List<MemberStatus> statuses = new ArrayList<>();
    members.forEach(member -> statuses.add(member.status()));
    return statuses.equals(List.of(MemberStatus.up(), MemberStatus.up(), MemberStatus.up()));
  }

  @AfterAll
  static void stop() {
    SYSTEMS.forEach(ActorSystem::terminate);
    for (ActorSystem<Void> system : SYSTEMS) {
      await()
          .atMost(PATIENCE)
          .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
    }
  }

  @Test
  void entries_areSharedByTheMembersThatKeepThem() {
    Cache<String, String> here = open(0, "shared");
    Cache<String, String> there = open(1, "shared");

    IntStream.range(0, 200).forEach(i -> answerOf(here.put("k" + i, "v" + i)));

    for (int i = 0; i < 200; i++) {
      assertThat(answerOf(there.get("k" + i))).contains("v" + i);
    }
  }

  /** Whoever has never heard of Aitta is not waited for, or this would end at its deadline. */
  @Test
  void configuration_isKnownToTheMembersThatKeepIt() {
    CacheName name = new CacheName("configured");

    assertThat(answerOf(aitta(1).gateway().configure(name, CacheConfig.DEFAULT, TIMEOUT))).isTrue();

    assertThat(keepers().map(aitta -> aitta.gateway().configuration(name)))
        .containsOnly(Optional.of(CacheConfig.DEFAULT));
    assertThat(answerOf(aitta(0).gateway().drop(name, TIMEOUT))).isTrue();
  }

  @Test
  void partitions_areSharedByTheMembersThatKeepThem() {
    CacheName name = new CacheName("counted");
    answerOf(aitta(0).gateway().createIfAbsent(name, TIMEOUT));

    Map<String, NodeStatistics> statistics = answerOf(aitta(0).gateway().statistics(name, TIMEOUT));

    assertThat(statistics.values()).extracting(NodeStatistics::partitions).containsOnly(32);
    assertThat(statistics).hasSize(2);
  }

  private static Cache<String, String> open(int member, String name) {
    return aitta(member)
        .cache(name, Codecs.utf8(), Codecs.utf8(), CacheSettings.DEFAULT.withTimeout(TIMEOUT));
  }

  private static Stream<Aitta> keepers() {
    return Stream.of(aitta(0), aitta(1));
  }

  private static Aitta aitta(int member) {
    return Aitta.get(SYSTEMS.get(member));
  }
}
