package io.aitta.simulation;

import java.util.function.Supplier;

/** Tells what happens in a run, if somebody wants to read it. */
final class Trace {
  private final boolean on;
  private final EventQueue queue;

  Trace(boolean on, EventQueue queue) {
    this.on = on;
    this.queue = queue;
  }

  void say(Supplier<String> what) {
    if (on) {
      System.out.printf("%10.3f ms %s%n", queue.now() / 1e6, what.get());
    }
  }
}
