package io.aitta.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.http.Losses.Fate;
import io.aitta.http.Losses.Lost;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Copies on nodes that never come back: GET tells what waits for them, POST gives them up. */
final class LostHandler {
  private static final Set<String> OF_GET = Set.of("node");
  private static final Set<String> OF_POST = Set.of("node", "partitions", "confirm");

  private final Losses losses;

  LostHandler(Losses losses) {
    this.losses = losses;
  }

  CompletionStage<HttpResponse> get(Exchange exchange) {
    Set<String> nodes = new TreeSet<>(list(exchange.query(OF_GET), "node"));
    return refusable(losses.of(nodes)).thenApply(found -> response(nodes, found));
  }

  CompletionStage<HttpResponse> post(Exchange exchange) {
    Query query = exchange.query(OF_POST);
    Conditions.refuseAny(exchange.headers());
    Idempotency.refuseAny(exchange.headers());
    Set<String> nodes = nodes(query);
    Optional<Set<Integer>> named = named(query);
    if (!query.get("confirm").equals(Optional.of("lost-for-good"))) {
      throw Query.invalid(
          "what is given up is lost for good: GET tells what that is, and"
              + " confirm=lost-for-good does it");
    }
    IntPredicate which = partition -> named.map(all -> all.contains(partition)).orElse(true);
    return refusable(
            losses
                .of(nodes)
                .thenAccept(found -> requireLost(nodes, named, found))
                .thenCompose(checked -> losses.giveUp(nodes, which)))
        .thenApply(gone -> response(nodes, gone));
  }

  private static Set<String> nodes(Query query) {
    Set<String> nodes = new TreeSet<>(list(query, "node"));
    if (nodes.isEmpty()) {
      throw Query.invalid("'node' is the name of a node that never comes back, or several");
    }
    return nodes;
  }

  private static Optional<Set<Integer>> named(Query query) {
    if (query.get("partitions").equals(Optional.of("all"))) {
      return Optional.empty();
    }
    List<String> numbers = list(query, "partitions");
    if (numbers.isEmpty() || !numbers.stream().allMatch(number -> number.matches("[0-9]{1,9}"))) {
      throw Query.invalid("'partitions' is 'all', or their numbers with commas");
    }
    return Optional.of(
        numbers.stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<String> list(Query query, String name) {
    return query.get(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static void requireLost(
      Set<String> nodes, Optional<Set<Integer>> named, List<Lost> found) {
    Set<Integer> lost =
        found.stream()
            .filter(one -> one.fate() == Fate.LOST)
            .map(Lost::partition)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> others = new TreeSet<>(named.orElse(Set.of()));
    others.removeAll(lost);
    if (lost.isEmpty() || !others.isEmpty()) {
      throw ProblemException.of(
          ProblemType.NOT_LOST,
          (others.isEmpty() ? "no partition waits" : "partitions " + others + " do not wait")
              + " for "
              + String.join(", ", nodes)
              + " alone: nothing was given up");
    }
  }

  private static <T> CompletionStage<T> refusable(CompletionStage<T> stage) {
    return stage.exceptionally(
        thrown -> {
          Throwable cause = Failures.cause(thrown);
          if (cause instanceof Losses.Refused refused) {
            throw ProblemException.of(ProblemType.NOT_LOST, refused.getMessage());
          }
          throw new CompletionException(cause);
        });
  }

  private static HttpResponse response(Set<String> nodes, List<Lost> partitions) {
    ObjectNode json = Json.object();
    json.set("nodes", array(nodes));
    ArrayNode list = json.putArray("partitions");
    partitions.forEach(partition -> list.add(json(partition)));
    return Responses.json(200, json);
  }

  private static ObjectNode json(Lost lost) {
    ObjectNode json = Json.object();
    json.put("partition", lost.partition());
    json.put("epoch", lost.epoch());
    json.set("copies", array(lost.copies()));
    json.set("waitsFor", array(lost.waitsFor()));
    json.put("fate", lost.fate().text());
    return json;
  }

  private static ArrayNode array(Collection<String> texts) {
    ArrayNode array = Json.object().arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
