package io.aitta.transfer;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.UploadStatistics;
import io.aitta.load.rest.Page;
import io.aitta.transfer.Pages.Found;
import io.aitta.transfer.format.DamagedFileException;
import io.aitta.transfer.format.EntryJson;
import io.aitta.transfer.format.ExportedEntry;
import io.aitta.transfer.format.Header;
import io.aitta.transfer.format.RecordWriter;
import io.aitta.transfer.resume.ClusterIdentity;
import io.aitta.transfer.resume.ExportState;
import io.aitta.transfer.resume.Mark;
import io.aitta.transfer.resume.Marks;
import io.aitta.transfer.resume.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file of an export while it is written. After each page it is noted from where the export can
 * go on, should it be interrupted.
 */
final class Writing implements AutoCloseable {
  /** How often it may go back without getting further than before. */
  private static final int MOST_BACK = 8;

  private final ExportRequest request;
  private final Terminal terminal;
  private final RecordWriter writer;
  private final Part part;
  private final StateFile stateFile;
  private final ExportState state;
  private volatile long entries;
  private long furthest;
  private int timesBack;
  private boolean ended;

  private Writing(
      ExportRequest request, Terminal terminal, Part part, StateFile stateFile, ExportState state) {
    this.request = request;
    this.terminal = terminal;
    this.writer = request.form().writer();
    this.part = part;
    this.stateFile = stateFile;
    this.state = state;
    this.entries = part.entries();
    this.furthest = entries;
  }

  /**
   * Begins a file, or goes on with one that was begun where that is wanted and can be done.
   *
   * @throws OperatorException when what was begun is something else
   */
  static Writing begin(
      ExportRequest request, Header header, ClusterIdentity cluster, Terminal terminal)
      throws IOException {
    StateFile stateFile = new StateFile(request.state());
    Optional<ExportState> begun =
        request.resume() && Files.exists(request.part())
            ? stateFile.read().flatMap(ExportState::of)
            : Optional.empty();
    if (begun.isPresent()) {
      requireSame(request, begun.get(), cluster);
      Part part = Part.reopen(request.part(), request.packed());
      if (isFoundAgain(part, begun.get().marks())) {
        terminal.err().println("going on after " + part.entries() + " entries");
        return new Writing(request, terminal, part, stateFile, begun.get());
      }
      part.close();
    }
    if (request.resume()) {
      terminal.err().println("there is nothing to go on with: the export begins anew");
    }
    return anew(request, header, cluster, terminal, stateFile);
  }

  private static Writing anew(
      ExportRequest request,
      Header header,
      ClusterIdentity cluster,
      Terminal terminal,
      StateFile stateFile)
      throws IOException {
    stateFile.delete();
    Part part = Part.create(request.part(), request.packed());
    part.append(request.form().writer().header(header), 0, 0);
    ExportState state =
        new ExportState(
            request.cache(),
            request.form().name(),
            cluster,
            new Marks(part.mark(Optional.empty())));
    stateFile.write(state.toJson());
    return new Writing(request, terminal, part, stateFile, state);
  }

  private static void requireSame(
      ExportRequest request, ExportState begun, ClusterIdentity cluster) {
    if (!begun.cache().equals(request.cache())
        || !begun.form().equals(request.form().name())
        || begun.cluster().isOther(cluster)) {
      throw new OperatorException(
          "%s is of another export: of cache %s (%s) of the cluster %s; name another file, or begin anew with --overwrite and without --resume"
              .formatted(request.part(), begun.cache(), begun.form(), begun.cluster()));
    }
  }

  /** Takes it back to the latest mark up to which it is what was written. */
  private static boolean isFoundAgain(Part part, Marks marks) throws IOException {
    List<Mark> latestFirst = new ArrayList<>(List.of(marks.last()));
    latestFirst.addAll(marks.earlier());
    for (Mark mark : latestFirst) {
      if (part.goBackTo(mark)) {
        marks.goBackTo(mark);
        return true;
      }
    }
    return false;
  }

  Marks marks() {
    return state.marks();
  }

  /** How many entries it has. May be asked from any thread. */
  long entries() {
    return entries;
  }

  /** How many bytes the values of its entries have. */
  long valueBytes() {
    return part.valueBytes();
  }

  boolean isEnded() {
    return ended;
  }

  /**
   * Adds the entries of a page.
   *
   * @param now the present instant, in milliseconds of the epoch
   */
  void take(Found found, long now, UploadStatistics statistics) throws IOException {
    if (!found.from().equals(marks().last())) {
      goBackTo(found.from());
    }
    List<ExportedEntry> listed = entriesOf(found.page(), now);
    long bytes = listed.stream().mapToLong(it -> it.value().length).sum();
    part.append(writer.entries(part.entries(), listed), listed.size(), bytes);
    entries = part.entries();
    statistics.onDone(listed.size(), bytes);
    if (entries > furthest) {
      furthest = entries;
      timesBack = 0;
    }
    Optional<String> next = found.page().next();
    if (next.isPresent()) {
      marks().add(part.mark(next));
      stateFile.write(state.toJson());
    } else {
      part.append(writer.trailer(part.entries(), part.checksum()), 0, 0);
      ended = true;
    }
  }

  /** Makes it the file that was asked for; gives its size. */
  long finish() throws IOException {
    long size = part.size();
    part.finish(request.file());
    stateFile.delete();
    return size;
  }

  @Override
  public void close() throws IOException {
    part.close();
  }

  private void goBackTo(Mark mark) throws IOException {
    if (++timesBack > MOST_BACK) {
      throw new OperatorException(
          "the cache %s has gone back %d times without getting any further, since its partitions change their owners; go on with --resume once the cluster is at rest"
              .formatted(request.cache(), MOST_BACK));
    }
    terminal
        .err()
        .println(
            "the listing cannot go on where it was, since a partition has another owner: "
                + (mark.cursor().isPresent()
                    ? "going back from entry " + entries + " to entry " + mark.entries()
                    : "beginning anew"));
    if (!part.goBackTo(mark)) {
      throw new OperatorException(
          request.part() + " was changed by somebody; begin anew with --overwrite");
    }
    marks().goBackTo(mark);
    entries = part.entries();
  }

  private static List<ExportedEntry> entriesOf(Page page, long now) {
    List<ExportedEntry> listed = new ArrayList<>();
    byte[] body = page.body();
    int begin = 0;
    for (int at = 0; at < body.length; at++) {
      if (body[at] == '\n') {
        listed.add(EntryJson.listed(Arrays.copyOfRange(body, begin, at), now));
        begin = at + 1;
      }
    }
    if (begin < body.length) {
      throw new DamagedFileException("its last line has no end");
    }
    return listed;
  }
}
