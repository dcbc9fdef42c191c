package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.http.RawConnection;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.process.SharedCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that announce a body over the greatest size and do not send it. A node waits some
 * seconds for such a body before it answers; so all nodes are asked at once.
 */
@SharedCluster
final class DeclaredLengthTest {
  private static final int MAX_VALUE = 8 << 20;
  private static final int MAX_BATCH = 64 << 20;

  private final List<RawConnection> connections = new ArrayList<>();
  private final String cache = freshCache();

  @AfterEach
  void hangUp() throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
    }
  }

  @Test
  void bodyOverTheGreatestSize_isRefusedWithoutIt(JvmCluster cluster) throws IOException {
    for (JvmNode node : cluster.nodes()) {
      announce(node, "PUT " + entry(cache, "k"), MAX_VALUE + 1);
      announce(node, "POST " + entries(cache), MAX_BATCH + 1);
    }
    for (RawConnection connection : connections) {
      connection.answer().isProblem(413, "value-too-large");
    }
    new Api(cluster.node(0).url()).get(entry(cache, "k")).isProblem(404, "cache-not-found");
  }

  private void announce(JvmNode node, String line, int length) throws IOException {
    RawConnection connection = RawConnection.to(node.httpPort());
    connections.add(connection);
    connection.send(line + " HTTP/1.1\r\nHost: localhost\r\n");
    connection.send("Content-Type: application/x-ndjson\r\nContent-Length: " + length);
    connection.send("\r\n\r\n");
  }
}
