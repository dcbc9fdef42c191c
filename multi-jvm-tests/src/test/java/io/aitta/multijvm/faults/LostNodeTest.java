package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.AittaScript;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.process.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A host that is gone for good had the only copies, and its node comes back all the same. */
final class LostNodeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LOST = "/v1/cluster/lost?node=node-3";
  private static final int KEYS = 200;

  private static final String SETTINGS =
      """
      aitta.persistence.journal = h2
      aitta.replication.copies = 1
      aitta.replication.on-loss = availability
      aitta.persistence.recovery-wait = 5s
      aitta.http.request-timeout = 5s
      aitta.cluster.start-wait = 10s
      """;

  @Test
  void partitionsOfANodeThatIsGone_begunAnew_areNotResurrectedByIt() {
    try (JvmCluster cluster = JvmCluster.named("lost-node").configuration(SETTINGS).start()) {
      Api api = new Api(cluster.node(0).url());
      api.putJson(cache("c"), "{\"persistence\":\"sync\"}").is(201);
      keys().forEach(key -> api.put(entry("c", key), "before").is(201));
      api.get(LOST).isProblem(409, "not-lost");
      List<Integer> lost = ledBy(api, "node-3");
      assertThat(lost).isNotEmpty();
      cluster.nodes().forEach(JvmNode::kill);

      cluster.node(0).startAgain();
      cluster.node(1).startAgain();
      await("only what node-3 had is missing")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> unled(api).equals(lost) && lost(api).equals(lost));
      api.post(LOST + "&partitions=all", "").isProblem(400, "invalid-parameter");
      assertThat(giveUp(cluster.node(0))).contains(lost.size() + " would be given up");
      assertThat(unled(api)).isEqualTo(lost);
      assertThat(giveUp(cluster.node(0), "--all", "--yes")).contains(lost.size() + " given up");
      cluster.node(0).awaitReady();
      cluster.node(1).awaitReady();
      await("all are led").atMost(PATIENCE).until(() -> unled(api).isEmpty());
      Map<String, Integer> now = statuses(api);
      assertThat(now.values()).contains(200, 404);
      now.keySet()
          .forEach(key -> api.put(entry("c", key), "after").is(now.get(key) == 404 ? 201 : 204));

      cluster.node(2).startAgain();
      cluster.node(2).awaitReady();
      cluster.awaitSettled();
      Api third = new Api(cluster.node(2).url());
      keys()
          .forEach(key -> assertThat(third.get(entry("c", key)).is(200).text()).isEqualTo("after"));
      third.get(LOST).isProblem(409, "not-lost");
      assertThat(api.get("/metrics").is(200).text())
          .contains("aitta_partitions_given_up_total " + lost.size() + ".0");
    }
  }

  private static String giveUp(JvmNode asked, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of("give-up", "node-3", "--url", asked.url().toString()), Stream.of(more))
            .toList();
    Path log = asked.runDirectory().resolve("give-up" + more.length + ".out");
    try (TestProcess command = AittaScript.start("give-up", List.of(), arguments, log)) {
      assertThat(command.awaitExit()).as(command.output()).isZero();
      return command.output();
    }
  }

  private static Stream<String> keys() {
    return IntStream.range(0, KEYS).mapToObj(number -> "key-" + number);
  }

  private static Map<String, Integer> statuses(Api api) {
    Map<String, Integer> statuses = new TreeMap<>();
    keys().forEach(key -> statuses.put(key, api.get(entry("c", key)).status()));
    return statuses;
  }

  private static List<Integer> ledBy(Api api, String node) {
    return partitions(api)
        .filter(partition -> partition.path("primary").asText().equals(node))
        .map(partition -> partition.path("partition").asInt())
        .toList();
  }

  private static List<Integer> unled(Api api) {
    return partitions(api)
        .filter(partition -> partition.path("primary").isNull())
        .map(partition -> partition.path("partition").asInt())
        .toList();
  }

  private static List<Integer> lost(Api api) {
    return stream(api.get(LOST).is(200).json().path("partitions"))
        .filter(partition -> partition.path("fate").asText().equals("lost"))
        .map(partition -> partition.path("partition").asInt())
        .toList();
  }

  private static Stream<JsonNode> partitions(Api api) {
    return stream(
        api.get("/v1/cluster?partitions=true").is(200).json().path("partitions").path("list"));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(array::get);
  }
}
