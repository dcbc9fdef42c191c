package io.aitta.multijvm.campaign.fault;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The cluster as one node tells of it. */
record ClusterState(JsonNode json) {
  static ClusterState of(JvmNode node) {
    return new ClusterState(new Api(node.url()).get("/v1/cluster?partitions=true").is(200).json());
  }

  /**
   * Whether these are all members, in order of their names, all copies are complete, and each node
   * leads a partition: to strike one that leads nothing would prove little.
   */
  boolean isGreen(List<String> names) {
    JsonNode counts = json.path("partitions");
    return counts.path("underReplicated").asInt(-1) == 0
        && counts.path("unavailable").asInt(-1) == 0
        && members().allMatch(ClusterState::isUp)
        && members().allMatch(member -> member.path("primaries").asInt() > 0)
        && members().map(ClusterState::name).sorted().toList().equals(names);
  }

  String oldest() {
    return members()
        .max(comparingLong(member -> member.path("uptimeSeconds").asLong()))
        .map(ClusterState::name)
        .orElseThrow();
  }

  /** For each partition whether that node leads it. */
  List<Boolean> ledBy(String node) {
    JsonNode list = json.path("partitions").path("list");
    return IntStream.range(0, list.size())
        .mapToObj(i -> list.path(i).path("primary").asText().equals(node))
        .toList();
  }

  private Stream<JsonNode> members() {
    return StreamSupport.stream(json.path("members").spliterator(), false);
  }

  private static String name(JsonNode member) {
    return member.path("name").asText();
  }

  private static boolean isUp(JsonNode member) {
    return member.path("status").asText().equals("Up") && member.path("reachable").asBoolean();
  }
}
