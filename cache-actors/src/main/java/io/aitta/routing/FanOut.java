package io.aitta.routing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs numbered tasks, a bounded number at once, and says when all are done. Tasks end on the
 * gateway's executor, so that each begins on a fresh stack.
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

  private void startNext() {
    int number = next.getAndIncrement();
    if (number < tasks) {
      task.start(number, this::onDone);
    }
  }

  private void onDone() {
    if (left.decrementAndGet() == 0) {
      whenDone.run();
    } else {
      startNext();
    }
  }

  /** One task; calls what it was given once it is through. */
  interface Task {
    void start(int number, Runnable done);
  }
}
