package io.aitta.transfer;

import io.aitta.transfer.resume.ImportState;
import io.aitta.transfer.resume.StateFile;
import io.aitta.transfer.resume.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * What of a file is settled, noted on disk as far as nothing before it is open: an import goes on
 * from there. What was settled beyond is sent once more then. Thread-safe.
 */
final class Settled {
  private final StateFile file;
  private final TreeMap<Long, Tally> beyond = new TreeMap<>();
  private ImportState state;

  /** Goes on from a state. */
  Settled(ImportState state, StateFile file) throws IOException {
    this.state = state;
    this.file = file;
    file.write(state.toJson());
  }

  /** All of the chunk is settled, so. */
  synchronized void add(Chunk chunk, Tally tally) {
    beyond.put(chunk.before(), tally);
    Tally settled = state.settled();
    while (!beyond.isEmpty() && beyond.firstKey() == settled.entries()) {
      settled = settled.plus(beyond.pollFirstEntry().getValue());
    }
    if (!settled.equals(state.settled())) {
      state = state.with(settled);
      write();
    }
  }

  /** What became of all entries before the first that is open. */
  synchronized Tally tally() {
    return state.settled();
  }

  /** All is settled. */
  void finish() throws IOException {
    file.delete();
  }

  private void write() {
    try {
      file.write(state.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
