package io.aitta.multijvm.faults;

import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Api;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * So many keys of one cache that each node leads some of them, but for one chance in 10 billion.
 */
final class Keys {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int COUNT = 60;

  private final String cache;

  Keys(String cache) {
    this.cache = cache;
  }

  /** Waits until each can be written and read back through that node. */
  void awaitWritable(URI node) {
    await("every key is writable through " + node)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .untilAsserted(() -> assertWritable(new Api(node)));
  }

  private void assertWritable(Api node) {
    for (int i = 0; i < COUNT; i++) {
      String path = entry(cache, "k" + i);
      assertThat(node.put(path, "v").status()).isIn(201, 204);
      node.get(path).is(200);
    }
  }

  /** Writes all of them in one request and gives the answer to each. */
  List<JsonNode> write(URI node) {
    String lines =
        IntStream.range(0, COUNT)
            .mapToObj(i -> "{\"op\":\"put\",\"key\":\"k" + i + "\",\"value\":\"v\"}\n")
            .collect(Collectors.joining());
    return new Api(node).postLines(entries(cache), lines).is(200).lines();
  }
}
