package io.aitta.persistence.store;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Faults;
import io.aitta.persistence.table.RefusedChangeException;
import io.aitta.persistence.table.StoreException;
import io.aitta.persistence.table.StoreFailedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes a store. Whatever was asked for while a commit was on its way goes
 * into the next one together, is forced to the disk, and only then answered. What waits is bounded
 * in bytes. After a failure all that waited for that commit fails, the file is closed, since a
 * force must not be tried again on the same handle, and whoever asks next has it opened anew, at
 * most once a second.
 */
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final long REOPEN_AFTER = TimeUnit.SECONDS.toNanos(1);

  /**
   * A commit takes no more once it has so many bytes. The room of what is deleted meanwhile is free
   * for the commit after the next.
   */
  private static final long MOST_AT_ONCE = 4 << 20;

  /** What a change weighs besides its bytes. */
  private static final int WEIGHT = 256;

  private final StoreFiles files;
  private final StoreCounters counters;
  private final long queueBytes;
  private final LongSupplier nanoTime;
  private final Thread thread;

  private final Object lock = new Object();
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();
  private long queued;
  private boolean closed;

  private volatile OpenStore open;
  private volatile StoreException failure;
  private long failedAt;
  private boolean isTidy;

  Committer(
      StoreFiles files, StoreCounters counters, StoreSettings settings, LongSupplier nanoTime) {
    this.files = files;
    this.counters = counters;
    this.queueBytes = settings.queueBytes();
    this.nanoTime = nanoTime;
    this.thread = new Thread(this::run, "aitta-store-" + settings.directory().getFileName());
    thread.setDaemon(true);
  }

  /** Opens the store, on the thread that calls, and begins. */
  void start() {
    open = files.open();
    thread.start();
  }

  /** The store, where it is open. */
  Optional<OpenStore> open() {
    return Optional.ofNullable(open);
  }

  /** Why it is not open, where it has failed. */
  Optional<StoreException> failure() {
    return Optional.ofNullable(failure);
  }

  long queuedBytes() {
    synchronized (lock) {
      return queued;
    }
  }

  /** Takes a change. The answer comes on the committing thread, once it is on the disk. */
  <T> CompletableFuture<T> submit(Change<T> change) {
    Waiting<T> waiting = new Waiting<>(change);
    long weight = waiting.weight();
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(closed());
      }
      if (queued > 0 && queued + weight > queueBytes) {
        counters.countRefused();
        return CompletableFuture.failedFuture(busy());
      }
      queue.add(waiting);
      queued += weight;
      lock.notifyAll();
    }
    return waiting.answer;
  }

  private StoreException busy() {
    return new StoreBusyException(
        queued + " bytes wait to be committed to " + files.file() + ": the disk is too slow");
  }

  private StoreException closed() {
    return new StoreFailedException(files.file() + " is closed", null);
  }

  /** Commits what waits, closes the file and ends. */
  void close() throws InterruptedException {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    thread.join();
  }

  private void run() {
    try {
      Optional<List<Waiting<?>>> batch = take();
      while (batch.isPresent()) {
        work(batch.get());
        batch = take();
      }
    } finally {
      shut();
    }
  }

  /** What waits; nothing when there is time to tidy up; empty when it is closed. */
  private Optional<List<Waiting<?>>> take() {
    synchronized (lock) {
      while (queue.isEmpty() && isTidy && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException nobodyShould) {
          closed = true;
        }
      }
      if (queue.isEmpty() && closed) {
        return Optional.empty();
      }
      return Optional.of(batch());
    }
  }

  private List<Waiting<?>> batch() {
    List<Waiting<?>> batch = new ArrayList<>();
    long weight = 0;
    while (!queue.isEmpty() && weight < MOST_AT_ONCE) {
      Waiting<?> next = queue.remove();
      weight += next.weight();
      batch.add(next);
    }
    queued -= weight;
    return batch;
  }

  private void work(List<Waiting<?>> batch) {
    try {
      OpenStore store = reopened();
      if (batch.isEmpty()) {
        isTidy = !store.tidy();
      } else {
        commit(store, batch);
        isTidy = false;
      }
    } catch (RuntimeException | Error fault) {
      fail(fault);
      StoreException explained = failure;
      batch.forEach(waiting -> waiting.fail(explained));
    }
  }

  private void commit(OpenStore store, List<Waiting<?>> batch) {
    long bytes = 0;
    for (Waiting<?> waiting : batch) {
      if (waiting.apply(store, files)) {
        bytes += waiting.change.bytes();
      }
    }
    store.removeSome(bytes);
    if (store.tables().haveChanged()) {
      store.commit();
    }
    for (Waiting<?> waiting : batch) {
      counters.countChange(waiting.change.bytes());
      waiting.answer();
    }
    store.tidyBeside(bytes);
  }

  private OpenStore reopened() {
    if (open != null) {
      return open;
    }
    if (failure != null && nanoTime.getAsLong() - failedAt < REOPEN_AFTER) {
      throw failure;
    }
    open = files.open();
    failure = null;
    LOG.info("{} is open again", files.file());
    return open;
  }

  /** A failure while the file is closed counts only when opening it was tried. */
  private void fail(Throwable fault) {
    isTidy = true;
    if (fault == failure) {
      return;
    }
    counters.countFailure();
    failure = Faults.explain(files.file(), fault);
    failedAt = nanoTime.getAsLong();
    LOG.error("{}", failure.getMessage(), fault);
    OpenStore failed = open;
    open = null;
    if (failed != null) {
      try {
        failed.abandon();
      } catch (RuntimeException closing) {
        LOG.debug("closing {} after a failure", files.file(), closing);
      }
    }
  }

  private void shut() {
    OpenStore store = open;
    open = null;
    try {
      if (store != null) {
        store.close();
      }
    } catch (RuntimeException | AssertionError closing) {
      LOG.warn(
          "{} was not closed cleanly; all that was acknowledged is in it", files.file(), closing);
    }
  }

  /** A change that waits for its commit. */
  private static final class Waiting<T> {
    private final Change<T> change;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T result;
    private RuntimeException refusal;

    Waiting(Change<T> change) {
      this.change = change;
    }

    long weight() {
      return change.bytes() + WEIGHT;
    }

    /** Whether it was applied; its own failure is kept for its answer. */
    boolean apply(OpenStore store, StoreFiles files) {
      try {
        result = change.applyTo(store.tables());
        return true;
      } catch (RefusedChangeException refused) {
        refusal = refused;
      } catch (RuntimeException | AssertionError fault) {
        if (!change.isRead()) {
          throw fault;
        }
        refusal = Faults.explain(files.file(), fault);
      }
      return false;
    }

    void answer() {
      if (refusal == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(refusal);
      }
    }

    void fail(StoreException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
