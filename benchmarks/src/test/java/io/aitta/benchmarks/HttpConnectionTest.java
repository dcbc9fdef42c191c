package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class HttpConnectionTest {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final byte[] GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

  @Test
  void body_endsWhereItsLengthSays() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                "HTTP/1.1 200 OK\r\nX: y\r\ncontent-LENGTH:  5\r\n\r\nhello",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n");
        HttpConnection connection = new HttpConnection(server.url(), PATIENCE_MILLIS)) {
      assertThat(exchange(connection)).isEqualTo("200 hello");
      assertThat(exchange(connection)).isEqualTo("404 ");
      assertThat(exchange(connection)).isEqualTo("204 ");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void chunks_areJoinedAndTrailersSkipped() throws IOException {
    String large = "x".repeat(50_000);
    try (ScriptedServer server =
            new ScriptedServer(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n"
                    + "C350\r\n"
                    + large
                    + "\r\n0\r\nTrailer: t\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n!");
        HttpConnection connection = new HttpConnection(server.url(), PATIENCE_MILLIS)) {
      assertThat(exchange(connection)).isEqualTo("200 hello" + large);
      assertThat(exchange(connection)).isEqualTo("200 !");
    }
  }

  @Test
  void interimResponses_areSkipped() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        HttpConnection connection = new HttpConnection(server.url(), PATIENCE_MILLIS)) {
      assertThat(exchange(connection)).isEqualTo("201 ");
    }
  }

  @Test
  void connectionThatTheServerCloses_isOpenedAgain() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        HttpConnection connection = new HttpConnection(server.url(), PATIENCE_MILLIS)) {
      assertThat(exchange(connection)).isEqualTo("200 a");
      assertThat(exchange(connection)).isEqualTo("200 to the end");
      assertThat(exchange(connection)).isEqualTo("200 b");
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void truncatedResponse_isAnErrorAndTheNextRequestHasANewConnection() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer(
                "HTTP/1.1 200 OK\r\nX: close\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        HttpConnection connection = new HttpConnection(server.url(), PATIENCE_MILLIS)) {
      assertThatThrownBy(() -> exchange(connection)).isInstanceOf(EOFException.class);
      assertThat(exchange(connection)).isEqualTo("200 b");
    }
  }

  @Test
  void whatIsNoHttp_isAnError() throws IOException {
    for (String answer :
        new String[] {
          "SSH-2.0-OpenSSH close\r\n",
          "HTTP/1.1 abc\r\n\r\n close",
          "HTTP/1.1 200 OK\r\nX: close\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nX: close\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 200 OK\r\nX: close\r\nContent-Length: 2147483647\r\n\r\n"
        }) {
      try (ScriptedServer server = new ScriptedServer(answer);
          HttpConnection connection = new HttpConnection(server.url(), PATIENCE_MILLIS)) {
        assertThatThrownBy(() -> exchange(connection))
            .as(answer)
            .isInstanceOf(ProtocolException.class);
      }
    }
  }

  @Test
  void addressWithoutAPort_hasPort80() {
    assertThat(HttpConnection.addressOf(URI.create("http://127.0.0.1")).getPort()).isEqualTo(80);
    assertThat(HttpConnection.addressOf(URI.create("http://127.0.0.1:8081")).getPort())
        .isEqualTo(8081);
  }

  @Test
  void silence_endsWithTheTimeout() throws IOException {
    try (ScriptedServer server =
            new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        HttpConnection connection = new HttpConnection(server.url(), 100)) {
      assertThatThrownBy(() -> exchange(connection)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static String exchange(HttpConnection connection) throws IOException {
    int status = connection.exchange(GET, GET.length);
    return status + " " + new String(connection.body(), 0, connection.bodyLength(), ISO_8859_1);
  }
}
