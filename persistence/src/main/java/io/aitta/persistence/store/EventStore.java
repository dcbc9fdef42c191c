package io.aitta.persistence.store;

import static java.util.Objects.requireNonNull;

import io.aitta.persistence.file.DirectoryInUseException;
import io.aitta.persistence.file.DirectoryLock;
import io.aitta.persistence.file.Disk;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Faults;
import io.aitta.persistence.table.StoreException;
import io.aitta.persistence.table.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The logs of a node, on its disk: events and snapshots by persistence id. What was acknowledged is
 * on the disk, and it is read as it was written or not at all. Thread-safe.
 *
 * <p>A store that fails is closed and opened anew by whoever asks for something next, at most once
 * a second. A damaged one stays closed to its caller, who may have it moved aside with {@link
 * #moveAside} and begin with an empty one.
 */
public final class EventStore implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final DirectoryLock lock;
  private final StoreFiles files;
  private final Committer committer;
  private final StoreCounters counters;

  private EventStore(
      DirectoryLock lock, StoreFiles files, Committer committer, StoreCounters counters) {
    this.lock = lock;
    this.files = files;
    this.committer = committer;
    this.counters = counters;
  }

  /**
   * Opens the store of a directory, made where there is none.
   *
   * @throws StoreInUseException when another store has the directory
   * @throws io.aitta.persistence.table.DamagedStoreException when the file is not what was
   *     acknowledged
   * @throws io.aitta.persistence.table.StoreFailedException when the disk fails
   */
  public static EventStore open(StoreSettings settings, Disk disk) {
    return open(settings, disk, System::nanoTime);
  }

  static EventStore open(StoreSettings settings, Disk disk, LongSupplier nanoTime) {
    requireNonNull(settings, "settings is null");
    requireNonNull(disk, "disk is null");
    DirectoryLock lock = take(settings.directory());
    try {
      StoreCounters counters = new StoreCounters();
      StoreFiles files = new StoreFiles(settings, disk, counters);
      Committer committer = new Committer(files, counters, settings, nanoTime);
      committer.start();
      return new EventStore(lock, files, committer, counters);
    } catch (RuntimeException | Error fault) {
      release(lock);
      throw fault;
    }
  }

  private static DirectoryLock take(Path directory) {
    try {
      return DirectoryLock.take(directory);
    } catch (DirectoryInUseException inUse) {
      throw new StoreInUseException(inUse.getMessage(), inUse);
    } catch (IOException cannotTake) {
      throw Faults.explain(directory, cannotTake);
    }
  }

  private static void release(DirectoryLock lock) {
    try {
      lock.close();
    } catch (IOException closing) {
      throw new IllegalStateException("a lock cannot be given back", closing);
    }
  }

  /**
   * Has a change made. It is answered once it is on the disk; one that only reads is answered with
   * all earlier changes on the disk. The answer comes on the thread that commits: it must not wait.
   *
   * @return the answer, or a {@link StoreException}; one that waited when the store failed may be
   *     found done or not
   */
  public <T> CompletionStage<T> submit(Change<T> change) {
    return committer.submit(requireNonNull(change, "change is null"));
  }

  /**
   * Hands on the committed events of a log in order, on the thread that calls, which waits for the
   * disk.
   *
   * @param id the persistence id
   * @param from the first sequence number
   * @param to the last one, inclusive
   * @param most at most so many events
   * @throws io.aitta.persistence.table.DamagedStoreException when one of them is lost or cannot be
   *     read; those before it have been handed on
   * @throws io.aitta.persistence.table.StoreFailedException when the disk failed
   */
  public void replay(String id, long from, long to, long most, Consumer<StoredEvent> each) {
    requireNonNull(id, "id is null");
    Optional<OpenStore> open = committer.open();
    if (open.isEmpty()) {
      reopen(id);
      open = committer.open();
    }
    open.orElseThrow(() -> committer.failure().orElseThrow()).replay(id, from, to, most, each);
  }

  private void reopen(String id) {
    try {
      committer.submit(new Change.AskLog(id)).join();
    } catch (CompletionException failed) {
      throw Faults.explain(files.file(), failed.getCause());
    }
  }

  /** What it has done so far, and how it is. */
  public StoreCounters.Snapshot counters() {
    return counters.snapshot(
        committer.queuedBytes(), committer.open().map(OpenStore::fileBytes).orElse(0L));
  }

  /** Why it is closed, where it has failed and nobody has asked for anything since. */
  public Optional<StoreException> failure() {
    return committer.failure();
  }

  /** Where its file is. */
  public Path file() {
    return files.file();
  }

  /** Commits what waits and closes the file. What is asked for later fails. */
  @Override
  public void close() {
    try {
      committer.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      release(lock);
    }
  }

  /**
   * Gives the files of a store other names, so that the next one to open the directory begins with
   * nothing. They are kept for whoever wants to look into them.
   *
   * @param at when, which becomes part of the names
   * @return the new name of the store's file, where there was one
   * @throws StoreInUseException when a store has the directory
   */
  public static Optional<Path> moveAside(Path directory, Disk disk, Instant at) {
    try (DirectoryLock taken = take(directory)) {
      String suffix = ".damaged-" + TIME.format(at);
      Path file = directory.resolve(StoreFiles.STORE);
      Path aside = directory.resolve(StoreFiles.STORE + suffix);
      boolean isThere = Files.exists(file);
      if (isThere) {
        disk.move(file, aside);
      }
      for (Path other : StoreFiles.beside(directory)) {
        if (Files.exists(other)) {
          disk.move(other, directory.resolve(other.getFileName() + suffix));
        }
      }
      disk.forceNames(directory);
      return isThere ? Optional.of(aside) : Optional.empty();
    } catch (IOException cannotMove) {
      throw Faults.explain(directory, cannotMove);
    }
  }
}
