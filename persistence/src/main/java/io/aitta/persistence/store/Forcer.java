package io.aitta.persistence.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has a disk write what it was given, on a thread of its own, one force after the other. Meanwhile
 * the committing thread, which asks for it and is told, writes what is to be forced next.
 */
final class Forcer {
  private final ExecutorService thread;
  private final Runnable onEnd;
  private CompletableFuture<Void> running;

  /**
   * Forces.
   *
   * @param name of the thread
   * @param onEnd is run on that thread after each force
   */
  Forcer(String name, Runnable onEnd) {
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    this.onEnd = onEnd;
  }

  /** Begins one; there is none. */
  void begin(OpenStore.Force force) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    running = end;
    thread.execute(
        () -> {
          try {
            force.run();
            end.complete(null);
          } catch (Throwable fault) {
            end.completeExceptionally(fault);
          } finally {
            onEnd.run();
          }
        });
  }

  boolean isRunning() {
    return running != null;
  }

  /** Whether what came of one is to be asked for, without a wait. */
  boolean hasEnded() {
    return running != null && running.isDone();
  }

  /** What comes of it, once it has ended: a fault, or none; none where none was begun. */
  Optional<Throwable> await() {
    CompletableFuture<Void> end = running;
    running = null;
    return end == null
        ? Optional.empty()
        : Optional.ofNullable(end.handle((done, fault) -> fault).join());
  }

  void close() {
    thread.shutdown();
  }
}
