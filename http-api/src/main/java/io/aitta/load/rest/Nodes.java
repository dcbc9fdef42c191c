package io.aitta.load.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out which of some addresses are nodes that answer. */
public final class Nodes {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String TITLE = "Aitta";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final Terminal terminal;

  /** Asks over this client. */
  public Nodes(HttpClient http, Terminal terminal) {
    this.http = http;
    this.terminal = terminal;
  }

  /**
   * Those that answer; the others are told of on the stream of errors.
   *
   * @throws OperatorException when none answers, or one is something else than a node
   */
  public List<URI> thatAnswer(List<URI> addresses) throws InterruptedException {
    List<URI> answering = new ArrayList<>();
    List<URI> silent = new ArrayList<>();
    for (URI address : addresses) {
      (answers(address) ? answering : silent).add(address);
    }
    if (answering.isEmpty()) {
      throw new OperatorException(
          "nobody answers at "
              + silent.stream().map(URI::toString).collect(Collectors.joining(", "))
              + "; start a cluster with 'aitta up', or give --url");
    }
    silent.forEach(
        address ->
            terminal.err().println("nobody answers at " + address + ": going on without it"));
    return answering;
  }

  /**
   * What the first of some addresses that answers tells of its cluster.
   *
   * @throws OperatorException when none does
   */
  public JsonNode cluster(List<URI> addresses) throws InterruptedException {
    for (URI address : addresses) {
      try {
        HttpResponse<String> view = get(address, "/v1/cluster");
        if (view.statusCode() == 200) {
          return JSON.readTree(view.body());
        }
      } catch (IOException e) {
        // The next one may answer.
      }
    }
    throw new OperatorException(
        "no node of " + addresses + " tells of its cluster; see how it does and start again");
  }

  private boolean answers(URI address) throws InterruptedException {
    try {
      require(address, "/health/live", get(address, "/health/live"), true);
      HttpResponse<String> description = get(address, "/openapi.json");
      require(address, "/openapi.json", description, isOurs(description.body()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void require(
      URI address, String path, HttpResponse<String> response, boolean holds) {
    if (response.statusCode() != 200 || !holds) {
      throw new OperatorException(
          "what answers at %s is no node of Aitta: its %s is not one's (status %d); give another --url"
              .formatted(address, path, response.statusCode()));
    }
  }

  private static boolean isOurs(String description) {
    try {
      return JSON.readTree(description).at("/info/title").asText().equals(TITLE);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private HttpResponse<String> get(URI address, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
