package io.aitta.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.gateway.NodeStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a cache holds and has done: GET. */
final class StatsHandler {
  private static final NodeStatistics NOTHING = new NodeStatistics(0, CacheStatistics.ZERO);

  private final CacheCalls calls;

  StatsHandler(CacheCalls calls) {
    this.calls = calls;
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    CacheName cache = exchange.cache();
    exchange.query(Set.of());
    return calls
        .gateway()
        .statistics(cache, calls.timeout())
        .thenApply(nodes -> Responses.json(200, json(nodes)));
  }

  private static ObjectNode json(Map<String, NodeStatistics> nodes) {
    ObjectNode json = Json.object();
    write(json, nodes.values().stream().reduce(NOTHING, NodeStatistics::plus));
    ArrayNode perNode = json.putArray("nodes");
    new TreeMap<>(nodes)
        .forEach((name, statistics) -> write(perNode.addObject().put("name", name), statistics));
    return json;
  }

  private static void write(ObjectNode json, NodeStatistics node) {
    CacheStatistics statistics = node.statistics();
    json.put("entries", statistics.entries());
    json.put("bytes", statistics.bytes());
    json.put("hits", statistics.hits());
    json.put("misses", statistics.misses());
    json.put("hitRatio", statistics.hitRatio());
    json.put("puts", statistics.puts());
    json.put("removals", statistics.removals());
    json.put("expirations", statistics.expirations());
    json.put("evictions", statistics.evictions());
    json.put("partitions", node.partitions());
  }
}
