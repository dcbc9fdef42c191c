package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The cluster as this node sees it: GET. */
final class ClusterHandler {
  private static final Set<String> PARAMETERS = Set.of("partitions");

  private final Cluster cluster;

  ClusterHandler(Cluster cluster) {
    this.cluster = cluster;
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    boolean withPartitions = exchange.query(PARAMETERS).flag("partitions");
    return completedFuture(Responses.json(200, json(cluster.view(), withPartitions)));
  }

  private static ObjectNode json(ClusterView view, boolean withPartitions) {
    ObjectNode json = Json.object();
    json.put("name", view.name());
    json.put("self", view.self());
    ObjectNode partitions = json.putObject("partitions");
    partitions.put("count", view.counts().count());
    partitions.put("underReplicated", view.counts().underReplicated());
    partitions.put("moving", view.counts().moving());
    partitions.put("unavailable", view.counts().unavailable());
    if (withPartitions) {
      ArrayNode list = partitions.putArray("list");
      view.partitions().forEach(partition -> list.add(json(partition)));
    }
    ArrayNode members = json.putArray("members");
    view.members().forEach(member -> members.add(json(member)));
    json.set("register", json(view.register()));
    return json;
  }

  private static ObjectNode json(ClusterView.Register register) {
    ObjectNode json = Json.object();
    json.put("generation", register.generation());
    json.set("voters", array(register.voters()));
    json.set(
        "standstill",
        register.standstill().<JsonNode>map(ClusterHandler::json).orElseGet(json::nullNode));
    json.put("steppedBack", register.steppedBack().orElse(null));
    return json;
  }

  private static ObjectNode json(ClusterView.Standstill standstill) {
    ObjectNode json = Json.object();
    json.put("since", standstill.since().toString());
    json.set("waitsFor", array(standstill.waitsFor()));
    json.put("reason", standstill.reason());
    return json;
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = Json.object().arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static ObjectNode json(ClusterView.Member member) {
    ObjectNode json = Json.object();
    json.put("name", member.name());
    json.put("address", member.address());
    json.put("http", member.http().orElse(null));
    json.put("status", member.status());
    json.put("reachable", member.reachable());
    ArrayNode roles = json.putArray("roles");
    member.roles().forEach(roles::add);
    json.put("version", member.version());
    json.put("uptimeSeconds", member.uptimeSeconds());
    json.put("primaries", member.primaries());
    json.put("copies", member.copies());
    return json;
  }

  private static ObjectNode json(ClusterView.Partition partition) {
    ObjectNode json = Json.object();
    json.put("partition", partition.number());
    json.put("primary", partition.primary().orElse(null));
    json.put("epoch", partition.epoch());
    ArrayNode inSync = json.putArray("inSync");
    partition.inSync().forEach(inSync::add);
    ArrayNode movingTo = json.putArray("movingTo");
    partition.movingTo().forEach(movingTo::add);
    return json;
  }
}
