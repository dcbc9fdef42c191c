package io.aitta.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a node on this machine whether every partition has its copies. */
public final class CopiesProbe {
  private static final int TIMEOUT_MILLIS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI node;

  /** Of the node at a base address, such as {@code http://127.0.0.1:8080}. */
  public CopiesProbe(URI node) {
    this.node = node;
  }

  /** Whether copies are missing, as far as the node can say now. Blocks for two seconds at most. */
  public boolean saysThatSomeAreMissing() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) node.resolve("/v1/cluster").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try (InputStream body = connection.getInputStream()) {
        JsonNode cluster = JSON.readTree(body);
        return cluster.at("/partitions/underReplicated").asInt() > 0;
      }
    } catch (IOException e) {
      return false;
    }
  }
}
