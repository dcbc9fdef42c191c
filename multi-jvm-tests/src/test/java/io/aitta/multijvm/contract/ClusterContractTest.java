package io.aitta.multijvm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Api;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** "The cluster and the node". */
final class ClusterContractTest extends ContractTest {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\]|\\\\.)*\",?)*})? "
              + "([-+]?[0-9.eE+-]+|NaN|[-+]?Inf)( [0-9]+)?( # .*)?");

  @Test
  void cluster_tellsItselfAndItsMembers() {
    JsonNode cluster = here.get("/v1/cluster").is(200).json();
    assertThat(cluster.path("name").asText()).isNotBlank();
    assertThat(cluster.path("self").asText()).isEqualTo(doors.name());
    assertThat(members(cluster))
        .extracting(member -> member.path("name").asText())
        .containsExactlyInAnyOrder("node-1", "node-2", "node-3");
    assertThat(members(cluster)).allSatisfy(ClusterContractTest::assertMember);
  }

  @Test
  void partitions_areAllServed() {
    JsonNode cluster = here.get("/v1/cluster").is(200).json();
    JsonNode partitions = cluster.path("partitions");
    int count = partitions.path("count").asInt();
    assertThat(count).isPositive();
    for (String field : List.of("underReplicated", "moving", "unavailable")) {
      assertThat(partitions.path(field).isIntegralNumber()).as(field).isTrue();
    }
    assertThat(partitions.path("moving").asInt()).isZero();
    assertThat(partitions.path("unavailable").asInt()).isZero();
    assertThat(members(cluster).mapToInt(member -> member.path("primaries").asInt()).sum())
        .isEqualTo(count);
  }

  @Test
  void everyNode_tellsTheSameMembersAndPrimaries() {
    assertThat(primaries(here)).isEqualTo(primaries(there)).hasSize(3);
  }

  @Test
  void addressesOfMembers_leadToThem() {
    members(here.get("/v1/cluster").json())
        .forEach(
            member -> {
              Api node = new Api(URI.create(member.path("http").asText().replaceFirst("/$", "")));
              assertThat(node.get("/v1/cluster").is(200).json().path("self"))
                  .isEqualTo(member.path("name"));
            });
  }

  @Test
  void partitionsQuery_addsEachPartition() {
    JsonNode plain = here.get("/v1/cluster").is(200).json();
    JsonNode full = here.get("/v1/cluster?partitions=true").is(200).json();
    int count = full.path("partitions").path("count").asInt();
    Stream<JsonNode> nodes = everyArray(full).filter(array -> array.size() == count);
    assertThat(nodes)
        .anySatisfy(
            array ->
                assertThat(array)
                    .allSatisfy(
                        partition -> {
                          assertThat(partition.path("primary").asText()).startsWith("node-");
                          assertThat(partition.path("epoch").isIntegralNumber()).isTrue();
                          assertThat(partition.toString()).containsIgnoringCase("insync");
                        }));
    assertThat(everyArray(plain)).noneMatch(array -> array.size() == count);
    here.get("/v1/cluster?partitions=maybe").isProblem(400, "invalid-parameter");
  }

  @Test
  void health_isGood() {
    here.get("/health/live").is(200);
    here.get("/health/ready").is(200);
    here.head("/health/ready").is(200);
  }

  @Test
  void metrics_areInTheTextFormatOfPrometheus() {
    Answer metrics = here.get("/metrics").is(200);
    assertThat(metrics.only("Content-Type")).startsWith("text/plain");
    assertThat(metrics.text()).endsWith("\n").contains("# TYPE ", "jvm_memory_used_bytes");
    Set<String> series = new HashSet<>();
    metrics
        .text()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              assertThat(line).matches(SAMPLE);
              assertThat(series.add(line.substring(0, line.lastIndexOf(' ')))).as(line).isTrue();
            });
    assertThat(series)
        .contains(
            "aitta_partitions_under_replicated",
            "aitta_partitions_single_copy",
            "aitta_partitions_unavailable",
            "aitta_partitions_failovers_total",
            "aitta_partitions_moves_total",
            "aitta_partitions_foundings_total",
            "aitta_partitions_losses_total",
            "aitta_replicas_catch_up_bytes_total",
            "aitta_replicas_dropped_total",
            "aitta_replicas_ignored_total",
            "aitta_replicas_rejected_total",
            "aitta_replicas_refused_total",
            "aitta_replicas_failed_total",
            "aitta_gateway_retries_total",
            "aitta_remoting_complaints_total");
  }

  @Test
  void openApi_describesEveryResource() {
    Answer answer = here.get("/openapi.json").is(200);
    assertThat(answer.only("Content-Type")).startsWith("application/json");
    JsonNode openApi = answer.json();
    assertThat(openApi.path("openapi").asText()).startsWith("3.");
    assertThat(openApi.path("info").path("title").asText()).isNotBlank();
    Set<String> paths = new HashSet<>();
    openApi
        .path("paths")
        .fieldNames()
        .forEachRemaining(path -> paths.add(path.replaceAll("\\{[^}]+}", "*")));
    assertThat(paths)
        .contains(
            "/v1/caches",
            "/v1/caches/*",
            "/v1/caches/*/stats",
            "/v1/caches/*/invalidations",
            "/v1/caches/*/entries",
            "/v1/caches/*/entries/*",
            "/v1/caches/*/entries/*/increment",
            "/v1/caches/*/entries/*/ttl",
            "/v1/cluster",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/openapi.json");
  }

  private static void assertMember(JsonNode member) {
    assertThat(member.path("status").asText()).isEqualTo("Up");
    assertThat(member.path("reachable").asBoolean()).isTrue();
    assertThat(member.path("address").asText()).contains("127.0.0.1:");
    assertThat(member.path("http").asText()).startsWith("http://127.0.0.1:");
    assertThat(member.path("roles").isArray()).isTrue();
    assertThat(member.path("version").asText()).isNotBlank();
    assertThat(member.path("uptimeSeconds").isNumber()).isTrue();
    assertThat(member.path("uptimeSeconds").asLong(-1)).isNotNegative();
    assertThat(member.path("primaries").asInt()).isPositive();
    assertThat(member.path("copies").isIntegralNumber()).isTrue();
  }

  private static Set<String> primaries(Api door) {
    Set<String> told = new HashSet<>();
    members(door.get("/v1/cluster").is(200).json())
        .forEach(
            member -> told.add(member.path("name").asText() + member.path("primaries").asInt()));
    return told;
  }

  private static Stream<JsonNode> members(JsonNode cluster) {
    return StreamSupport.stream(cluster.path("members").spliterator(), false);
  }

  private static Stream<JsonNode> everyArray(JsonNode node) {
    Stream<JsonNode> below =
        StreamSupport.stream(node.spliterator(), false).flatMap(ClusterContractTest::everyArray);
    return node.isArray() ? Stream.concat(Stream.of(node), below) : below;
  }
}
