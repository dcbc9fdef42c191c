package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cluster and the node. */
final class ClusterTest {
  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void cluster_tellsMembersAndCounts() {
    assertThat(rest.get("/v1/cluster").text())
        .isEqualTo(
            "{\"name\":\"aitta\",\"self\":\"node-1\",\"partitions\":{\"count\":1,"
                + "\"underReplicated\":0,\"moving\":0,\"unavailable\":0},\"members\":[{"
                + "\"name\":\"node-1\",\"address\":\"127.0.0.1:25520\","
                + "\"http\":\"http://127.0.0.1:8080\",\"status\":\"Up\",\"reachable\":true,"
                + "\"roles\":[\"cache\"],\"version\":\"0.1.0\",\"uptimeSeconds\":12,"
                + "\"primaries\":1,\"copies\":1}],\"register\":{\"generation\":5,"
                + "\"voters\":[\"node-1\"],\"standstill\":null,\"steppedBack\":null}}");
  }

  @Test
  void cluster_withPartitions_addsEach() {
    assertThat(
            rest.get("/v1/cluster?partitions=true").json().get("partitions").get("list").toString())
        .isEqualTo(
            "[{\"partition\":0,\"primary\":\"node-1\",\"epoch\":7,\"inSync\":[\"node-1\"],\"movingTo\":[\"node-2\"]}]");
    assertThat(rest.get("/v1/cluster?partitions=false").json().get("partitions").has("list"))
        .isFalse();
    assertThat(rest.get("/v1/cluster?partitions=all").problem()).isEqualTo("invalid-parameter");
  }

  @Test
  void cluster_whereNothingCanBeDecided_tellsSinceWhenAndWhatToDo() {
    ClusterView alone = RestServer.alone();
    server.cluster =
        new ClusterView(
            alone.name(),
            alone.self(),
            alone.counts(),
            alone.members(),
            alone.partitions(),
            new ClusterView.Register(
                5,
                List.of("node-1", "node-2"),
                Optional.of(
                    new ClusterView.Standstill(
                        Instant.ofEpochSecond(60), List.of("node-2"), "start node-2")),
                Optional.of("no space")));
    assertThat(rest.get("/v1/cluster").json().get("register").toString())
        .isEqualTo(
            "{\"generation\":5,\"voters\":[\"node-1\",\"node-2\"],\"standstill\":{"
                + "\"since\":\"1970-01-01T00:01:00Z\",\"waitsFor\":[\"node-2\"],"
                + "\"reason\":\"start node-2\"},\"steppedBack\":\"no space\"}");
  }

  @Test
  void health_tellsWhetherTheNodeCanServe() {
    assertThat(rest.get("/health/live").status()).isEqualTo(200);
    assertThat(rest.get("/health/ready").status()).isEqualTo(200);
    server.notReady = Optional.of("the node is leaving");
    Rest.Answer ready = rest.get("/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.problem()).isEqualTo("unavailable");
    assertThat(ready.detail()).isEqualTo("the node is leaving");
    assertThat(ready.header("Retry-After")).isPresent();
    assertThat(rest.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void metrics_countRequestsByRouteAndNeverByKey() {
    rest.put("/v1/caches/c/entries/secret", "value");
    rest.get("/v1/caches/c/entries/secret");
    rest.get("/nowhere");
    Rest.Answer metrics = rest.get("/metrics");
    assertThat(metrics.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.text())
        .contains(
            "aitta_http_requests_seconds_count{method=\"GET\","
                + "route=\"/v1/caches/{cache}/entries/{key}\",status=\"200\"} 1")
        .contains("route=\"none\",status=\"404\"")
        .contains("aitta_http_requests_seconds_bucket{")
        .contains("aitta_http_request_bytes_total 5.0")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("secret")
        .doesNotContain("nowhere");
  }

  @Test
  void metrics_ofOtherParts_areShownToo() {
    server.metrics.bind(registry -> registry.gauge("aitta.test", 42));
    assertThat(rest.get("/metrics").text()).contains("aitta_test 42.0");
  }
}
