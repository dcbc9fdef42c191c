package io.aitta.routing.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs numbered tasks, a bounded number at once, and says when all are done. A task may end at
 * once, before its start returns, or later on any thread; however many end at once, the stack stays
 * flat.
 */
final class FanOut {
  private final int tasks;
  private final Task task;
  private final Runnable whenDone;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger left;

  private FanOut(int tasks, Task task, Runnable whenDone) {
    this.tasks = tasks;
    this.task = task;
    this.whenDone = whenDone;
    this.left = new AtomicInteger(tasks);
  }

  static void run(int tasks, int parallel, Task task, Runnable whenDone) {
    FanOut fanOut = new FanOut(tasks, task, whenDone);
    if (tasks == 0) {
      whenDone.run();
    }
    for (int lane = 0; lane < Math.min(parallel, tasks); lane++) {
      fanOut.startNext();
    }
  }

  /** Starts one task after another for as long as they end at once. */
  private void startNext() {
    boolean endedAtOnce = true;
    while (endedAtOnce) {
      int number = next.getAndIncrement();
      if (number >= tasks) {
        return;
      }
      AtomicBoolean passed = new AtomicBoolean();
      task.start(number, () -> onDone(passed));
      endedAtOnce = !passed.compareAndSet(false, true);
    }
  }

  /** Of a task's end and the return of its start, whichever comes second goes on. */
  private void onDone(AtomicBoolean passed) {
    if (left.decrementAndGet() == 0) {
      whenDone.run();
    } else if (!passed.compareAndSet(false, true)) {
      startNext();
    }
  }

  /** One task; calls what it was given once it is through. */
  interface Task {
    void start(int number, Runnable done);
  }
}
