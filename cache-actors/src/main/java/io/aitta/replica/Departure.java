package io.aitta.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that stops: keeps on until others have all that it holds, or there is nobody to take it,
 * or it has waited long enough. While it alone has something that another could take, long enough
 * is much longer. Not thread-safe.
 */
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
  private static final Duration REPORT = Duration.ofSeconds(10);

  private final Duration usual;
  private final Duration atMost;
  private final Supplier<Ties> ties;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean begun;
  private long begunAt;
  private long reportAt;

  /**
   * @param usual how long it waits
   * @param atMost how long it waits while it has the only copy of a partition
   */
  Departure(Duration usual, Duration atMost, Supplier<Ties> ties) {
    this.usual = usual;
    this.atMost = atMost;
    this.ties = ties;
  }

  boolean hasBegun() {
    return begun;
  }

  /** The node stops; then is called once it may. */
  void begin(Runnable then, long nanoTime) {
    if (!begun) {
      begun = true;
      begunAt = nanoTime;
      reportAt = nanoTime + REPORT.toNanos();
    }
    waiting.add(then);
  }

  /** Looks whether it may. */
  void look(long nanoTime) {
    if (!waiting.isEmpty()) {
      look(ties.get(), nanoTime);
    }
  }

  private void look(Ties now, long nanoTime) {
    if (mayGo(now, nanoTime - begunAt)) {
      sayWhatGoes(now);
      waiting.forEach(Runnable::run);
      waiting.clear();
    } else if (nanoTime - reportAt >= 0) {
      reportAt = nanoTime + REPORT.toNanos();
      LOG.info(
          "this node stops and has waited {} s for others to have its copies: {} partitions still"
              + " count on it, and of {} nobody else has a copy; it waits {} s for these at most",
          TimeUnit.NANOSECONDS.toSeconds(nanoTime - begunAt),
          now.counted().size(),
          now.sole().size(),
          atMost.toSeconds());
    }
  }

  private boolean mayGo(Ties now, long waited) {
    return now.areNone()
        || waited > atMost.toNanos()
        || (waited > usual.toNanos() && !now.areWorthWaiting());
  }

  private void sayWhatGoes(Ties now) {
    if (now.others() == Ties.Others.NONE && !now.sole().isEmpty()) {
      LOG.info(
          "{} partitions end with this node: there is no other member that stays and could take"
              + " them",
          now.sole().size());
    } else if (!now.sole().isEmpty()) {
      LOG.warn(
          "this node goes with the only copy of {} partitions, {}: what was written to them is"
              + " lost; {}",
          now.sole().size(),
          now.sole(),
          now.others() == Ties.Others.THERE
              ? "if others need longer to take so much, raise aitta.replication.leave-at-most"
              : "the other members could not be reached");
    } else if (!now.areNone()) {
      LOG.info(
          "this node goes, though {} partitions count on its copy: others have them too",
          now.counted().size());
    }
  }
}
