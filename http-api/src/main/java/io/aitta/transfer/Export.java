package io.aitta.transfer;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.Progress;
import io.aitta.load.UploadStatistics;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Connection;
import io.aitta.load.rest.Nodes;
import io.aitta.load.rest.Patience;
import io.aitta.load.rest.Refusals;
import io.aitta.transfer.format.DamagedFileException;
import io.aitta.transfer.format.Header;
import io.aitta.transfer.resume.ClusterIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An export from its checks to its report. */
public final class Export {
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
  private static final Pattern ENTRIES = Pattern.compile("\"entries\"\\s*:\\s*([0-9]{1,18})");

  private final ExportRequest request;
  private final Terminal terminal;
  private final Patience patience;
  private final LongSupplier clock;
  private final UploadStatistics statistics = new UploadStatistics();

  /** An export that has not begun. */
  public Export(ExportRequest request, Terminal terminal) {
    this(request, terminal, Patience.USUAL, System::currentTimeMillis);
  }

  /**
   * @param clock the present instant, in milliseconds of the epoch
   */
  Export(ExportRequest request, Terminal terminal, Patience patience, LongSupplier clock) {
    this.request = request;
    this.terminal = terminal;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Exports, shows progress on the stream of errors, and prints the report on the stream of
   * results. The file is there when it is whole, and not before.
   *
   * @throws OperatorException when it cannot be done; what was done is kept for {@code --resume}
   */
  public void run() throws InterruptedException {
    try (Connection connection = new Connection()) {
      requireRoom();
      Nodes nodes = new Nodes(connection.http(), terminal);
      List<URI> answering = nodes.thatAnswer(request.nodes());
      CacheClient client = new CacheClient(connection.http(), answering, request.cache(), patience);
      Header header = header(client);
      ClusterIdentity cluster = ClusterIdentity.of(nodes.cluster(answering));
      try (Writing writing = Writing.begin(request, header, cluster, terminal)) {
        work(new Pages(client, request.cache(), patience), writing, total(client));
        long size = writing.finish();
        report(writing, size);
      }
    } catch (IOException e) {
      throw new OperatorException(
          "%s cannot be written: %s; mend that, then go on with the same command and --resume"
              .formatted(request.part(), FileTrouble.of(e)),
          e);
    } catch (DamagedFileException e) {
      throw new OperatorException(
          "the cluster lists the cache %s in a way that this Aitta does not understand: %s; export with the Aitta that it runs"
              .formatted(request.cache(), e.getMessage()),
          e);
    }
  }

  private void requireRoom() {
    if (Files.isDirectory(request.file())) {
      throw new OperatorException(request.file() + " is a folder; name a file in it");
    }
    if (Files.exists(request.file()) && !request.overwrite()) {
      throw new OperatorException(
          request.file() + " is there already; name another file, or replace it with --overwrite");
    }
    boolean begun = Files.exists(request.part());
    if (begun && !request.resume() && !request.overwrite()) {
      throw new OperatorException(
          request.part()
              + " is left of an export that was interrupted; go on with --resume, or begin anew"
              + " with --overwrite");
    }
  }

  private Header header(CacheClient client) {
    Answer<String> known = client.configuration();
    if (known.isMiss()) {
      throw new OperatorException(
          "there is no cache %s in this cluster; GET /v1/caches lists those that there are"
              .formatted(request.cache()));
    }
    if (known.isError()) {
      throw new OperatorException(
          "the cache %s cannot be looked at: %s".formatted(request.cache(), Refusals.of(known)));
    }
    return new Header(request.cache(), known.body(), clock.getAsLong());
  }

  /** How many entries there are about; for the bar only. */
  private static long total(CacheClient client) {
    Answer<String> counted = client.statistics();
    Matcher entries = ENTRIES.matcher(counted.isError() ? "" : counted.body());
    return entries.find() ? Long.parseLong(entries.group(1)) : 0;
  }

  private void work(Pages pages, Writing writing, long total) throws IOException {
    try (Progress progress =
        new Progress(
            terminal,
            "export " + request.cache(),
            Math.max(1, total),
            writing::entries,
            statistics::brief,
            LINE_INTERVAL)) {
      while (!writing.isEnded()) {
        writing.take(pages.next(writing.marks()), clock.getAsLong(), statistics);
      }
    }
  }

  private void report(Writing writing, long size) {
    terminal.out().println("exported cache " + request.cache() + " into " + request.file());
    terminal
        .out()
        .print(
            String.format(
                Locale.ROOT,
                "entries      %,d%nbytes        %,d%nfile bytes   %,d%ntime         %.1f s%n",
                writing.entries(),
                writing.valueBytes(),
                size,
                statistics.seconds()));
    terminal.out().flush();
  }
}
