package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What all of some nodes say of the cluster. For use by one thread. */
final class ClusterWatch implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COPIED = "aitta_replicas_catch_up_bytes_total";

  private final List<URI> nodes;
  private final List<HttpConnection> connections;

  /**
   * @param timeoutMillis how long to wait for an answer
   */
  ClusterWatch(List<URI> nodes, int timeoutMillis) {
    this.nodes = List.copyOf(nodes);
    this.connections = nodes.stream().map(node -> new HttpConnection(node, timeoutMillis)).toList();
  }

  /**
   * What is true of the cluster in the view of every node.
   *
   * @param members the most that one of them can reach
   * @param led whether all partitions are led
   * @param whole whether all copies are there too
   */
  record State(int members, boolean led, boolean whole) {
    private static final State BEST = new State(0, true, true);

    private State and(State other) {
      return new State(Math.max(members, other.members), led && other.led, whole && other.whole);
    }
  }

  /** The state; empty where a node did not answer. */
  Optional<State> state() {
    try {
      State all = State.BEST;
      for (int i = 0; i < nodes.size(); i++) {
        all = all.and(stateOf(JSON.readTree(get(i, "/v1/cluster"))));
      }
      return Optional.of(all);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * How many bytes of copies the nodes have sent since they began.
   *
   * @throws IOException when a node does not say
   */
  long copiedBytes() throws IOException {
    long sum = 0;
    for (int i = 0; i < nodes.size(); i++) {
      sum +=
          get(i, "/metrics")
              .lines()
              .filter(ClusterWatch::isCopied)
              .mapToLong(ClusterWatch::valueOf)
              .sum();
    }
    return sum;
  }

  @Override
  public void close() throws IOException {
    for (HttpConnection connection : connections) {
      connection.close();
    }
  }

  private String get(int node, String path) throws IOException {
    HttpConnection connection = connections.get(node);
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, nodes.get(node).getAuthority());
    byte[] bytes = request.getBytes(US_ASCII);
    int status = connection.exchange(bytes, bytes.length);
    if (status != 200) {
      throw new IOException(nodes.get(node) + path + " was answered " + status);
    }
    return new String(connection.body(), 0, connection.bodyLength(), UTF_8);
  }

  private static State stateOf(JsonNode cluster) {
    JsonNode counts = cluster.path("partitions");
    boolean led = counts.path("unavailable").asInt(-1) == 0;
    int members =
        (int)
            StreamSupport.stream(cluster.path("members").spliterator(), false)
                .filter(member -> member.path("reachable").asBoolean())
                .count();
    return new State(members, led, led && counts.path("underReplicated").asInt(-1) == 0);
  }

  private static boolean isCopied(String line) {
    return line.startsWith(COPIED);
  }

  private static long valueOf(String line) {
    return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
