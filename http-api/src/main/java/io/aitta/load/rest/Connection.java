package io.aitta.load.rest;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP client of one command, with threads of its own that end with it. */
public final class Connection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int THREADS = 2;

  private final ExecutorService executor =
      Executors.newFixedThreadPool(THREADS, Connection::daemon);
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(executor)
          .build();

  /** The client. */
  public HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "http-client");
    thread.setDaemon(true);
    return thread;
  }
}
