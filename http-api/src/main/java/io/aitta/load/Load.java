package io.aitta.load;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.CacheClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A load from its checks to its report. */
public final class Load {
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
  private static final int CLIENT_THREADS = 2;

  private final LoadRequest request;
  private final Terminal terminal;
  private final BadLines badLines;

  /** A load that has not begun. */
  public Load(LoadRequest request, Terminal terminal) {
    this.request = request;
    this.terminal = terminal;
    this.badLines = new BadLines(terminal, request.strict());
  }

  /**
   * Loads, shows progress on the stream of errors, and prints the report on the stream of results.
   *
   * @throws OperatorException when it cannot be done, or some requests were not answered
   */
  public void run() throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(CLIENT_THREADS, Load::daemon);
    try {
      CacheClient cache = new CacheClient(request.nodes(), request.cache(), executor);
      prepare(cache);
      switch (request.format()) {
        case TRACE -> replay(cache);
        case CSV, NDJSON -> uploadLines(cache);
        case DIRECTORY -> uploadFiles(cache);
      }
    } catch (IOException e) {
      throw new OperatorException(request.source() + " cannot be read: " + e.getMessage(), e);
    } finally {
      executor.shutdownNow();
    }
  }

  private void prepare(CacheClient cache) {
    cache.requireReachable();
    if (request.fresh()) {
      Answer<String> dropped = cache.drop();
      require(dropped, !dropped.isError() || dropped.isMiss(), "dropped");
    }
    request
        .maxEntries()
        .ifPresent(
            limit -> {
              Answer<String> answer = cache.configure("{\"maxEntries\":" + limit + "}");
              require(answer, !answer.isError(), "configured");
            });
  }

  private void require(Answer<String> answer, boolean holds, String what) {
    if (!holds) {
      throw new OperatorException(
          "the cache %s cannot be %s: %s".formatted(request.cache(), what, Refusals.of(answer)));
    }
  }

  private void replay(CacheClient cache) throws IOException, InterruptedException {
    ReplayStatistics statistics = new ReplayStatistics();
    try (InputFile file = InputFile.open(request.source());
        Progress progress =
            new Progress(
                terminal,
                request.name(),
                file.size(),
                file::position,
                statistics::brief,
                LINE_INTERVAL)) {
      new Replay(cache, statistics, request.valueSize())
          .run(new TraceReader(file.content(), badLines), request.concurrency(), request.limit());
    }
    report("replayed", statistics.full() + badLinesLine());
    if (statistics.errors() > 0) {
      throw new OperatorException(
          statistics.errors() + " requests were not answered, see the report; the rest were");
    }
  }

  private void uploadLines(CacheClient cache) throws IOException, InterruptedException {
    UploadStatistics statistics = new UploadStatistics();
    try (InputFile file = InputFile.open(request.source());
        Progress progress =
            new Progress(
                terminal,
                request.name(),
                file.size(),
                file::position,
                statistics::brief,
                LINE_INTERVAL)) {
      new BatchUpload(cache, statistics, badLines)
          .run(operations(file), request.concurrency(), request.limit());
    }
    report("loaded", statistics.full(badLines.count()));
  }

  private Operations operations(InputFile file) throws IOException {
    if (request.format() == LoadRequest.Format.NDJSON) {
      return new NdjsonReader(file.content(), badLines);
    }
    boolean tabs =
        InputFile.nameUnpacked(request.source()).toLowerCase(Locale.ROOT).endsWith(".tsv");
    return new CsvReader(
        file.content(), tabs ? '\t' : ',', request.keyColumn(), request.valueColumn(), badLines);
  }

  private void uploadFiles(CacheClient cache) throws IOException, InterruptedException {
    UploadStatistics statistics = new UploadStatistics();
    try (Progress progress =
        new Progress(
            terminal,
            request.name(),
            countFiles(request.source()),
            statistics::done,
            statistics::brief,
            LINE_INTERVAL)) {
      new DirectoryUpload(cache, statistics, badLines, request.source())
          .run(request.concurrency(), request.limit());
    }
    report("loaded", statistics.full(badLines.count()));
  }

  private static long countFiles(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile).count();
    }
  }

  private String badLinesLine() {
    return badLines.count() == 0 ? "" : "bad lines    " + badLines.count() + System.lineSeparator();
  }

  private void report(String what, String facts) {
    terminal.out().println(what + " " + request.source() + " in cache " + request.cache());
    terminal.out().print(facts);
    terminal.out().flush();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "load-http");
    thread.setDaemon(true);
    return thread;
  }
}
