package io.aitta.multijvm.campaign.damage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A campaign that can't fail shows nothing. */
final class ReadingTest {
  private final Expected expected = new Expected();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    expected.put("c", "k", "write 2");
    expected.remove("c", "gone");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void allAsItWasWritten_isRight() {
    answer("k", 200, "write 2");
    Reading reading = read();
    assertThat(reading.wrong()).isEmpty();
    assertThat(reading.unread()).isEmpty();
  }

  @Test
  void olderValue_isWrong() {
    answer("k", 200, "write 1");
    assertThat(read().wrong()).containsExactly("c/k has 'write 1', not 'write 2'");
  }

  @Test
  void missingKey_isWrong() {
    assertThat(read().wrong()).containsExactly("c/k has nothing, not 'write 2'");
  }

  @Test
  void removedKeyThatCameBack_isWrong() {
    answer("k", 200, "write 2");
    answer("gone", 200, "write 3");
    assertThat(read().wrong()).containsExactly("c/gone has 'write 3', not nothing");
  }

  @Test
  void keyThatIsRefused_isUnread() {
    answer("k", 503, "later");
    Reading reading = read();
    assertThat(reading.wrong()).isEmpty();
    assertThat(reading.unread()).containsExactly("c/k 503 later");
  }

  private Reading read() {
    return Reading.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), expected);
  }

  private void answer(String key, int status, String body) {
    server.createContext("/v1/caches/c/entries/" + key, exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
