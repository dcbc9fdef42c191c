package io.aitta.multijvm.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Api;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * The state in which a cluster stays as long as nobody touches it: every node knows the same
 * members, all partitions are led, and none has a reason to move, since no node leads two more than
 * another.
 */
final class Settlement {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Settlement() {}

  /** Waits until each of the nodes says that it is so, and that they are all there are. */
  static void await(List<JvmNode> nodes) {
    Awaitility.await("the cluster is settled")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .untilAsserted(() -> nodes.forEach(node -> assertSettled(node, nodes)));
  }

  private static void assertSettled(JvmNode asked, List<JvmNode> nodes) {
    JsonNode cluster = new Api(asked.url()).get("/v1/cluster").is(200).json();
    assertThat(members(cluster))
        .as("members as %s knows them", asked.name())
        .extracting(member -> member.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(nodes.stream().map(JvmNode::name).toList());
    assertThat(members(cluster))
        .allMatch(member -> member.path("status").asText().equals("Up"))
        .allMatch(member -> member.path("reachable").asBoolean());
    JsonNode partitions = cluster.path("partitions");
    assertThat(partitions.path("unavailable").asInt(-1)).as("unavailable partitions").isZero();
    IntSummaryStatistics primaries =
        members(cluster).mapToInt(member -> member.path("primaries").asInt()).summaryStatistics();
    assertThat(primaries.getSum()).isEqualTo(partitions.path("count").asLong());
    assertThat(primaries.getMax() - primaries.getMin()).as("unevenness").isLessThan(2);
  }

  private static Stream<JsonNode> members(JsonNode cluster) {
    return StreamSupport.stream(cluster.path("members").spliterator(), false);
  }
}
