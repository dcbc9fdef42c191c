package io.aitta.load;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What an upload, or a download, has done so far. Thread-safe. */
public final class UploadStatistics {
  private final LongAdder done = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final long startedAt = System.nanoTime();

  /**
   * Takes note of entries that are done.
   *
   * @param moreBytes of their values
   */
  public void onDone(long count, long moreBytes) {
    done.add(count);
    bytes.add(moreBytes);
  }

  /** How many entries are done. */
  public long done() {
    return done.sum();
  }

  /** In a few words, for a line of progress. */
  public String brief() {
    return String.format(Locale.ROOT, "%,d entries, %,.0f/s", done(), done() / seconds());
  }

  /** The report at the end, a fact a line. */
  String full() {
    return String.format(
        Locale.ROOT,
        "entries      %,d%nbytes        %,d%ntime         %.1f s%n"
            + "throughput   %,.0f entries/s%n",
        done(),
        bytes.sum(),
        seconds(),
        done() / seconds());
  }

  /** For how long it has been going on. */
  public double seconds() {
    return Math.max(1e-3, (System.nanoTime() - startedAt) / 1e9);
  }
}
