package io.aitta.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A node that stops: keeps on until others have all that it holds, or there is nobody to take it,
 * or it has waited long enough. Not thread-safe.
 */
final class Departure {
  private final Duration patience;
  private final BooleanSupplier isDone;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean begun;
  private long deadline;

  /**
   * @param isDone whether nothing of this node is needed any more, or nobody could take it
   */
  Departure(Duration patience, BooleanSupplier isDone) {
    this.patience = patience;
    this.isDone = isDone;
  }

  boolean hasBegun() {
    return begun;
  }

  /** The node stops; then is called once it may. */
  void begin(Runnable then, long nanoTime) {
    if (!begun) {
      begun = true;
      deadline = nanoTime + patience.toNanos();
    }
    waiting.add(then);
  }

  /** Looks whether it may. */
  void look(long nanoTime) {
    if (begun && (isDone.getAsBoolean() || nanoTime - deadline > 0)) {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }
}
