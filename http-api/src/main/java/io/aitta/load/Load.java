package io.aitta.load;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Connection;
import io.aitta.load.rest.Nodes;
import io.aitta.load.rest.Patience;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

/** A load from its checks to its report. */
public final class Load {
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

  private final LoadRequest request;
  private final Terminal terminal;
  private final Patience patience;
  private final Undone undone;

  /** A load that has not begun. */
  public Load(LoadRequest request, Terminal terminal) {
    this(request, terminal, Patience.USUAL);
  }

  Load(LoadRequest request, Terminal terminal, Patience patience) {
    this.request = request;
    this.terminal = terminal;
    this.patience = patience;
    this.undone = new Undone(terminal, request.tolerance());
  }

  /**
   * Loads, shows progress on the stream of errors, and prints the report on the stream of results.
   * Nothing of the cluster is touched before the source was opened and looked at.
   *
   * @throws OperatorException when it cannot be done, or was not done as a whole: there were lines
   *     that could not be used (unless the request is lenient), or the cluster has refused or not
   *     answered something
   */
  public void run() throws InterruptedException {
    try (Job job = Jobs.open(request, undone);
        Connection connection = new Connection()) {
      CacheClient cache = connect(connection.http());
      new Preparation(cache, request.target()).run();
      work(job, cache);
      report(job);
    } catch (IOException e) {
      throw new OperatorException(path() + " cannot be read: " + e.getMessage(), e);
    }
    undone
        .sentence(path())
        .ifPresent(
            sentence -> {
              throw new OperatorException(sentence);
            });
  }

  private CacheClient connect(HttpClient http) throws InterruptedException {
    return new CacheClient(
        http,
        new Nodes(http, terminal).thatAnswer(request.target().nodes()),
        request.target().cache(),
        patience);
  }

  private void work(Job job, CacheClient cache) throws IOException, InterruptedException {
    try (Progress progress =
        new Progress(
            terminal,
            request.source().name(),
            job.total(),
            job::position,
            job::brief,
            LINE_INTERVAL)) {
      job.run(cache, request.concurrency(), request.source().limit());
    }
  }

  private void report(Job job) {
    terminal.out().println("loaded " + path() + " into cache " + request.target().cache());
    terminal.out().print(job.report() + undone.report());
    terminal.out().flush();
  }

  private Path path() {
    return request.source().path();
  }
}
