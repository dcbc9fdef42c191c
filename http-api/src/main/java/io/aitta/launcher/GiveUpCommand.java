package io.aitta.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.rest.Nodes;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives up the copies of nodes that never come back. */
@Command(
    name = "give-up",
    description = {
      "DANGEROUS: give up copies whose hosts are gone for good. Partitions that nobody but these"
          + " nodes had wait for them for ever; given up they begin EMPTY, and a copy that comes"
          + " back later is dropped.",
      "",
      "Without --yes nothing is changed: it says which partitions wait for whom, and which would"
          + " be lost. A node that is a member is refused.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  aitta give-up node-3",
      "  aitta give-up node-3 --all --yes",
      "  aitta give-up node-2 node-3 --partition 5,17 --yes --url http://10.0.0.1:8080"
    })
final class GiveUpCommand implements LauncherCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "A node that never comes back.")
  List<String> names;

  @ArgGroup Which which = new Which();

  @Option(names = "--yes", description = "Do it. What was in these partitions is lost for good.")
  boolean yes;

  @Mixin NodeUrls nodes = new NodeUrls();

  private final Terminal terminal;

  /** Which partitions it may be. */
  static final class Which {
    @Option(names = "--all", description = "All that wait for these nodes alone.")
    boolean all;

    @Option(
        names = "--partition",
        paramLabel = "NUMBER",
        split = ",",
        description = "These, several with commas or repeated.")
    List<Integer> numbers = new ArrayList<>();
  }

  GiveUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (yes && !which.all && which.numbers.isEmpty()) {
      throw nodes.usage("--yes needs --all, or --partition with what may be lost");
    }
    HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    URI node = new Nodes(http, terminal).thatAnswer(nodes.nodes()).get(0);
    JsonNode waiting = send(http, request(node, "").GET());
    waiting.path("partitions").forEach(this::tell);
    long lost = count(waiting);
    if (!yes) {
      terminal.out().printf("%d would be given up; nothing was changed%n", lost);
      return 0;
    }
    String wanted =
        which.all
            ? "all"
            : which.numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    JsonNode gone =
        send(
            http,
            request(node, "&confirm=lost-for-good&partitions=" + encoded(wanted))
                .POST(BodyPublishers.noBody()));
    terminal
        .out()
        .printf(
            "%d given up: they begin empty, on the nodes that are there; GET /v1/cluster says when%n",
            gone.path("partitions").size());
    return 0;
  }

  private void tell(JsonNode partition) {
    terminal
        .out()
        .printf(
            "partition %d: copies on %s count, %s%n",
            partition.path("partition").asInt(),
            names(partition.path("copies")),
            switch (partition.path("fate").asText()) {
              case "lost" -> "and none is there: it would begin EMPTY";
              case "waits-for-others" -> "and it waits for " + names(partition.path("waitsFor"));
              case "comes-back" -> "one is there: it comes back by itself";
              default -> "but the register does not answer: start more nodes";
            });
  }

  private static String names(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static long count(JsonNode waiting) {
    return StreamSupport.stream(waiting.path("partitions").spliterator(), false)
        .filter(partition -> partition.path("fate").asText().equals("lost"))
        .count();
  }

  private HttpRequest.Builder request(URI node, String more) {
    String query = "?node=" + encoded(String.join(",", names)) + more;
    return HttpRequest.newBuilder(node.resolve("/v1/cluster/lost" + query)).timeout(TIMEOUT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode send(HttpClient http, HttpRequest.Builder request)
      throws InterruptedException {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new OperatorException(
            body.path("detail").asText("the node answered " + answer.statusCode()));
      }
      return body;
    } catch (IOException e) {
      throw new OperatorException("the node does not answer: " + e.getMessage());
    }
  }
}
