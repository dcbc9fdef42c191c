package io.aitta.join;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFactsTest {
  private static final Seed CLUSTER = new Seed("127.0.0.1", 25520);
  private final Config reference = ConfigFactory.load();
  private final ClusterFacts facts = ClusterFacts.of(reference);

  @ParameterizedTest
  @CsvSource({
    "aitta.partitions, 32, 64",
    "aitta.replication.copies, 3, 2",
    "aitta.replication.min-copies, 2, 1",
    "aitta.replication.on-loss, consistency, availability",
    "aitta.replication.read-mode, confirm, lease",
    "aitta.replication.lease, 2000ms, 1000ms",
    "aitta.replication.heartbeat, 100ms, 250ms",
    "aitta.replication.silence, 1000ms, 3000ms",
    "aitta.replication.alone-after, 0ms, 10000ms",
    "aitta.register.two-voters, majority, proven-dead"
  })
  void settingThatDiffers_isNamedWithBothValuesAndWhatToDo(String key, String here, String there) {
    Config other = with(key + " = " + here);
    assertThat(ClusterFacts.of(other).differsFrom(facts, CLUSTER))
        .contains(
            "this node has %s = %s, the cluster at 127.0.0.1:25520 has %s: start it with %s = %s"
                .formatted(key, here, there, key, there));
    assertThat(new AittaJoinCheck().check(other, reference))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid ->
                assertThat(invalid.errorMessages().mkString())
                    .isEqualTo("%s is %s there and %s here".formatted(key, here, there)));
    assertThat(new AittaJoinCheck().requiredKeys().contains(key)).isTrue();
  }

  @Test
  void otherWire_asksForTheClustersVersion() {
    assertThat(
            ClusterFacts.of(with("aitta.wire-version = 77")).differsFrom(facts, CLUSTER).orElse(""))
        .startsWith("this node has aitta.wire-version = 77, the cluster")
        .endsWith("start it with the version of Aitta that the cluster runs");
  }

  @Test
  void severalDifferences_theOneThatMattersMostIsNamed() {
    Config other = with("aitta { replication { lease = 2s, copies = 3 }, partitions = 8 }");
    assertThat(ClusterFacts.of(other).differsFrom(facts, CLUSTER).orElse(""))
        .startsWith("this node has aitta.partitions = 8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aitta.replication.lease = 1000 ms",
        "aitta.replication.lease = 1000",
        "aitta.replication.copies = \"2\"",
        "aitta.register.two-voters = Proven-Dead"
      })
  void otherSpelling_isNoDifference(String spelling) {
    assertThat(ClusterFacts.of(with(spelling))).isEqualTo(facts);
    assertThat(new AittaJoinCheck().check(with(spelling), reference))
        .isEqualTo(Valid.getInstance());
  }

  @Test
  void nodeWithoutAitta_isLetIn() {
    assertThat(new AittaJoinCheck().check(ConfigFactory.empty(), reference))
        .isEqualTo(Valid.getInstance());
    assertThat(ClusterFacts.of(ConfigFactory.empty()).differsFrom(facts, CLUSTER)).isEmpty();
  }

  @Test
  void valueThatMakesNoSense_isADifferenceAndNoFailure() {
    Config strange = with("aitta.replication.lease = soon");
    assertThat(new AittaJoinCheck().check(strange, reference)).isInstanceOf(Invalid.class);
  }

  @Test
  void facts_areReadAsWritten() {
    assertThat(facts.values().keySet()).containsExactly(CommonSetting.values());
    assertThat(ClusterFacts.parse(facts.toString())).contains(facts);
    assertThat(facts.toString()).startsWith("aitta partitions=64 wire=");
  }

  @Test
  void factsOfAnotherVersion_areReadAsFarAsTheyAreKnown() {
    ClusterFacts theirs = ClusterFacts.parse("aitta partitions=64 moons=2 wire=1").orElseThrow();
    assertThat(theirs.values()).containsOnlyKeys(CommonSetting.PARTITIONS, CommonSetting.WIRE);
    assertThat(facts.differencesFrom(theirs)).containsExactly(CommonSetting.WIRE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aitta?",
        "aitta ",
        "aitta partitions",
        "aitta partitions=64  wire=1",
        "aitta partitions=64 wire=<1>",
        "other partitions=64"
      })
  void otherTexts_areNoFacts(String text) {
    assertThat(ClusterFacts.parse(text)).isEmpty();
  }

  @Test
  void endlessText_isNoFacts() {
    assertThat(ClusterFacts.parse("aitta" + " lease=1".repeat(10_000))).isEmpty();
  }

  @Test
  void words_areDifferent() {
    assertThat(
            Arrays.stream(CommonSetting.values())
                .map(CommonSetting::word)
                .collect(Collectors.toSet()))
        .hasSameSizeAs(CommonSetting.values());
  }

  private Config with(String setting) {
    return ConfigFactory.parseString(setting).withFallback(reference);
  }
}
