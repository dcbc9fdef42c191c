package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.node.WholeAnswer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A few requests of the usual kinds, sent to every node. Any answer will do: partitions may be
 * moving to a node that has just come. Blocks.
 */
final class RehearsedRequests {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int ENTRIES = 32;
  private static final String CACHE = "/v1/caches/rehearsal";

  private final List<URI> nodes;

  RehearsedRequests(List<URI> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  void send() {
    for (URI node : nodes) {
      request(node, "PUT", CACHE, "application/json", "{\"maxEntries\": 1000}");
      for (int i = 0; i < ENTRIES; i++) {
        String entry = CACHE + "/entries/key-" + i;
        request(node, "PUT", entry, "text/plain", "value");
        request(node, "GET", entry, "", "");
      }
      request(node, "GET", CACHE + "/entries", "", "");
      request(node, "GET", "/v1/cluster", "", "");
      request(node, "GET", "/metrics", "", "");
      request(node, "DELETE", CACHE + "/entries/key-1", "", "");
    }
  }

  private static void request(URI node, String method, String path, String type, String body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) node.resolve(path).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestMethod(method);
      if (!body.isEmpty()) {
        connection.setRequestProperty("Content-Type", type);
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      WholeAnswer.status(connection);
    } catch (IOException e) {
      throw new OperatorException("%s %s failed: %s".formatted(method, path, e.getMessage()), e);
    }
  }
}
