package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request that ends with an empty line with the next of some fixed texts. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> answers;

  ScriptedServer(String... answers) throws IOException {
    this.answers = List.of(answers);
    thread.execute(this::serve);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void serve() {
    Iterator<String> next = answers.iterator();
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        converse(socket, next);
      } catch (IOException closed) {
        // A client has left, or this is the end: the loop's condition tells.
      }
    }
  }

  /** Answers until the client leaves or an answer says that the connection ends; then is silent. */
  private static void converse(Socket socket, Iterator<String> next) throws IOException {
    boolean open = true;
    while (open && readRequest(socket.getInputStream())) {
      String answer = next.hasNext() ? next.next() : "";
      socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      open = !answer.contains("close");
    }
  }

  private static boolean readRequest(InputStream in) throws IOException {
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    thread.shutdownNow();
  }
}
