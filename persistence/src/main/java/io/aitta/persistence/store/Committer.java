package io.aitta.persistence.store;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Faults;
import io.aitta.persistence.table.LoggedChanges;
import io.aitta.persistence.table.StoreException;
import io.aitta.persistence.table.StoreFailedException;
import io.aitta.persistence.table.Tables.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes a store. Whatever was asked for while it was at work goes into one
 * commit together, which is written at once, forced together with all that was written while the
 * disk forced what came before, and only then answered. What waits is bounded in bytes. After a
 * failure all that waited fails, the files are closed, since a force must not be tried again on the
 * same handle, and whoever asks next has them opened anew, at most once a second.
 */
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final long REOPEN_AFTER = TimeUnit.SECONDS.toNanos(1);

  /** A commit takes no more once it has so many bytes. */
  private static final long MOST_AT_ONCE = 4 << 20;

  /** Nothing more is written while so much waits to be forced. */
  static final long MOST_UNFORCED = 2 * MOST_AT_ONCE;

  /** With nothing to do for so long it tidies up. */
  private static final long IDLE_MILLIS = 200;

  private final StoreFiles files;
  private final StoreCounters counters;
  private final LongSupplier nanoTime;
  private final Inbox inbox;
  private final Forcer forcer;
  private final Thread thread;

  private volatile OpenStore open;
  private volatile StoreException failure;
  private long failedAt;
  private boolean isTidy;
  private long idleMillis = IDLE_MILLIS;
  private List<Written> written = new ArrayList<>();
  private List<Written> forcing = List.of();

  /** What is written and not forced; without a commit where it has changed nothing. */
  private record Written(Optional<Commit> commit, List<Waiting<?>> batch, long bytes) {}

  Committer(
      StoreFiles files, StoreCounters counters, StoreSettings settings, LongSupplier nanoTime) {
    this.files = files;
    this.counters = counters;
    this.nanoTime = nanoTime;
    this.inbox = new Inbox(settings.queueBytes());
    String name = settings.directory().getFileName().toString();
    this.forcer = new Forcer("aitta-force-" + name, inbox::signal);
    this.thread = new Thread(this::run, "aitta-store-" + name);
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
    return inbox.bytes();
  }

  /** Takes a change. The answer comes on the committing thread, once it is on the disk. */
  <T> CompletableFuture<T> submit(Change<T> change) {
    Waiting<T> waiting = new Waiting<>(change);
    return switch (inbox.offer(waiting)) {
      case TAKEN -> waiting.answer();
      case FULL -> {
        counters.countRefused();
        yield CompletableFuture.failedFuture(
            new StoreBusyException(
                inbox.bytes()
                    + " bytes wait to be committed to "
                    + files.file()
                    + ": the disk is too slow"));
      }
      case CLOSED ->
          CompletableFuture.failedFuture(
              new StoreFailedException(files.file() + " is closed", null));
    };
  }

  /** Commits what waits, closes the files and ends. */
  void close() throws InterruptedException {
    inbox.close();
    thread.join();
  }

  private void run() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = turn();
      }
    } finally {
      forcer.close();
      shut();
    }
  }

  /** Whether there is more to come. */
  private boolean turn() {
    boolean hasRoom = hasRoom();
    boolean mayTidy = !forcer.isRunning() && !isTidy;
    boolean isIdle = inbox.await(hasRoom, forcer.isRunning(), mayTidy ? idleMillis : 0);
    List<Waiting<?>> batch = List.of();
    try {
      endForce();
      if (isIdle && mayTidy) {
        tidy();
      }
      batch = hasRoom ? inbox.take(MOST_AT_ONCE) : batch;
      if (!batch.isEmpty()) {
        write(batch);
        batch = List.of();
      }
      beginForce();
    } catch (IOException | RuntimeException | Error fault) {
      fail(fault, batch);
    }
    return !inbox.isEnded() || forcer.isRunning();
  }

  /** Much is not written to the log, while it cannot be saved: it would be written twice. */
  private boolean hasRoom() {
    OpenStore store = open;
    boolean isMuch = inbox.bytes() >= OpenStore.SAVED_AT_ONCE;
    return written.stream().mapToLong(Written::bytes).sum() < MOST_UNFORCED
        && !(isMuch && store != null && store.isSaving());
  }

  private void endForce() {
    if (!forcer.hasEnded()) {
      return;
    }
    Optional<Throwable> fault = forcer.await();
    if (fault.isPresent()) {
      throw new StoreFailedException("it was not forced", fault.get());
    }
    open.onForced(forcing.stream().flatMap(done -> done.commit().stream()).toList());
    List<Written> answered = forcing;
    forcing = List.of();
    answered.forEach(this::answer);
  }

  private void answer(Written done) {
    for (Waiting<?> waiting : done.batch()) {
      counters.countChange(waiting.bytes());
      waiting.complete();
    }
  }

  private void write(List<Waiting<?>> batch) throws IOException {
    OpenStore store = reopened();
    isTidy = false;
    idleMillis = IDLE_MILLIS;
    LoggedChanges changes = new LoggedChanges();
    long bytes = 0;
    for (Waiting<?> waiting : batch) {
      waiting.apply(store, files.file(), changes);
      bytes += waiting.bytes();
    }
    store.removeSome(bytes);
    Optional<Commit> commit =
        changes.isEmpty() ? Optional.empty() : Optional.of(store.commit(changes, bytes));
    written.add(new Written(commit, batch, bytes));
  }

  private void beginForce() {
    if (forcer.isRunning() || written.isEmpty()) {
      return;
    }
    List<Written> next = written;
    written = new ArrayList<>();
    if (next.stream().allMatch(each -> each.commit().isEmpty())) {
      next.forEach(this::answer);
      return;
    }
    forcing = next;
    forcer.begin(open.force());
  }

  private void tidy() throws IOException {
    OpenStore store = open;
    isTidy = store == null || !store.tidy();
    idleMillis = 1;
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

  /** A failure while the files are closed counts only when opening them was tried. */
  private void fail(Throwable fault, List<Waiting<?>> batch) {
    isTidy = true;
    if (fault != failure) {
      counters.countFailure();
      failure = Faults.explain(files.file(), fault);
      failedAt = nanoTime.getAsLong();
      LOG.error("{}", failure.getMessage(), fault);
    }
    forcer.await();
    abandon();
    StoreException explained = failure;
    List<Written> lost = new ArrayList<>(forcing);
    lost.addAll(written);
    forcing = List.of();
    written = new ArrayList<>();
    lost.forEach(each -> each.batch().forEach(waiting -> waiting.fail(explained)));
    batch.forEach(waiting -> waiting.fail(explained));
  }

  private void abandon() {
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
    } catch (IOException | RuntimeException | AssertionError closing) {
      LOG.warn(
          "{} was not closed cleanly; all that was acknowledged is in it", files.file(), closing);
    }
  }
}
