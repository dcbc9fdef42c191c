package io.aitta.transfer;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.Lanes;
import io.aitta.load.Progress;
import io.aitta.load.UploadStatistics;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Connection;
import io.aitta.load.rest.Nodes;
import io.aitta.load.rest.Patience;
import io.aitta.transfer.format.DamagedFileException;
import io.aitta.transfer.format.ExportedEntry;
import io.aitta.transfer.resume.ClusterIdentity;
import io.aitta.transfer.resume.ImportState;
import io.aitta.transfer.resume.ImportState.Contents;
import io.aitta.transfer.resume.StateFile;
import io.aitta.transfer.resume.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An import from its checks to its report. */
public final class Import {
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
  private static final int LANE_DEPTH = 2;

  private final ImportRequest request;
  private final Terminal terminal;
  private final Patience patience;
  private final LongSupplier clock;
  private final UploadStatistics statistics = new UploadStatistics();

  /** An import that has not begun. */
  public Import(ImportRequest request, Terminal terminal) {
    this(request, terminal, Patience.USUAL, System::currentTimeMillis);
  }

  /**
   * @param clock the present instant, in milliseconds of the epoch
   */
  Import(ImportRequest request, Terminal terminal, Patience patience, LongSupplier clock) {
    this.request = request;
    this.terminal = terminal;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Imports, shows progress on the stream of errors, and prints the report on the stream of
   * results. The file is read to its end before anything is changed, so one that is damaged changes
   * nothing.
   *
   * @throws OperatorException when it cannot be done, or the cluster has refused entries
   */
  public void run() throws InterruptedException {
    Tally tally;
    try (Connection connection = new Connection()) {
      Nodes nodes = new Nodes(connection.http(), terminal);
      List<URI> answering = nodes.thatAnswer(request.target().nodes());
      CacheClient client =
          new CacheClient(connection.http(), answering, request.target().cache(), patience);
      ClusterIdentity cluster = ClusterIdentity.of(nodes.cluster(answering));
      tally = send(client, begin(check(), cluster));
    } catch (IOException | UncheckedIOException e) {
      throw new OperatorException(
          "%s cannot be read, or %s cannot be written: %s"
              .formatted(file(), request.state(), FileTrouble.of(e)),
          e);
    } catch (DamagedFileException e) {
      throw new OperatorException(file() + " cannot be used: " + e.getMessage(), e);
    }
    report(tally);
    if (tally.refused() > 0) {
      throw new OperatorException(
          "not all of %s was imported: %d refused; see above what the cluster answers, and import it again"
              .formatted(file(), tally.refused()));
    }
  }

  private Contents check() throws IOException {
    try (ExportFile export = ExportFile.open(request.source());
        Progress progress = progress("check ", export, () -> "")) {
      List<ExportedEntry> some = export.next();
      while (!some.isEmpty()) {
        some = export.next();
      }
      return export.contents();
    }
  }

  private Settled begin(Contents contents, ClusterIdentity cluster) throws IOException {
    StateFile stateFile = new StateFile(request.state());
    Optional<ImportState> begun = stateFile.read().map(ImportState::of);
    ImportState anew = new ImportState(request.target().cache(), cluster, contents, Tally.NONE);
    if (!request.ways().resume()) {
      if (begun.filter(it -> it.settled().entries() > 0).isPresent()) {
        terminal.err().println("an import that was interrupted begins anew, without --resume");
      }
      return new Settled(anew, stateFile);
    }
    if (begun.isEmpty()) {
      terminal.err().println("there is nothing to go on with: the import begins anew");
      return new Settled(anew, stateFile);
    }
    requireSame(begun.get(), anew);
    terminal.err().println("going on after " + begun.get().settled().entries() + " entries");
    return new Settled(begun.get(), stateFile);
  }

  private void requireSame(ImportState begun, ImportState wanted) {
    String difference =
        !begun.file().equals(wanted.file())
            ? "of another file, or the file has changed since"
            : !begun.cache().equals(wanted.cache())
                ? "into the cache " + begun.cache()
                : begun.cluster().isOther(wanted.cluster())
                    ? "into the cluster " + begun.cluster()
                    : "";
    if (!difference.isEmpty()) {
      throw new OperatorException(
          "%s is of an import %s; begin anew without --resume, or give another --state"
              .formatted(request.state(), difference));
    }
  }

  private Tally send(CacheClient client, Settled settled) throws IOException, InterruptedException {
    try (ExportFile export = ExportFile.open(request.source());
        Progress progress = progress("import ", export, statistics::brief)) {
      TargetCache cache = new TargetCache(client, request);
      cache.prepare(export.header(), settled.tally().entries() > 0);
      Sending sending = new Sending(client, cache, request.ways(), terminal, clock, statistics);
      feed(export, sending, settled);
      settled.finish();
      return settled.tally();
    }
  }

  private void feed(ExportFile export, Sending sending, Settled settled)
      throws IOException, InterruptedException {
    try (Lanes<Chunk> lanes =
        new Lanes<>(
            request.target().concurrency(),
            1,
            LANE_DEPTH,
            Chunk::room,
            some -> some.forEach(chunk -> settled.add(chunk, sending.send(chunk))))) {
      long done = settled.tally().entries();
      List<ExportedEntry> some = export.next();
      while (!some.isEmpty()) {
        Chunk chunk = new Chunk(export.entries() - some.size(), some).from(done);
        if (!chunk.entries().isEmpty()) {
          lanes.add(Long.toString(chunk.before()), chunk);
        }
        some = export.next();
      }
      lanes.finish();
    }
  }

  private Progress progress(String what, ExportFile export, Supplier<String> brief) {
    return new Progress(
        terminal,
        what + file().getFileName(),
        export.size(),
        export::position,
        brief,
        LINE_INTERVAL);
  }

  private void report(Tally tally) {
    terminal.out().println("imported " + file() + " into cache " + request.target().cache());
    terminal
        .out()
        .print(
            String.format(
                Locale.ROOT,
                "entries      %,d%nbytes        %,d%nskipped      %,d%nexpired      %,d%n"
                    + "refused      %,d%ntime         %.1f s%n",
                tally.stored(),
                tally.bytes(),
                tally.skipped(),
                tally.expired(),
                tally.refused(),
                statistics.seconds()));
    terminal.out().flush();
  }

  private Path file() {
    return request.source().file();
  }
}
