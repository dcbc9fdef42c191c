package io.aitta.persistence.store;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.DamagedStoreException;
import io.aitta.persistence.table.Log;
import io.aitta.persistence.table.SnapshotRange;
import io.aitta.persistence.table.StoreException;
import io.aitta.persistence.table.StoredEvent;
import io.aitta.persistence.table.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/**
 * Damages the files of a store at random and reads what is left. Whatever is read has to be exactly
 * what was acknowledged; else a {@link StoreException} has to say what is wrong.
 */
final class DamageTrial {
  /** What came of it. */
  enum Outcome {
    /** All was read. */
    INTACT,
    /** It was not opened. */
    REFUSED,
    /** It was opened, and some of it could not be read. */
    PARTLY_READ
  }

  /** A store as it was written, and what was acknowledged. */
  static final class Written {
    final Map<String, byte[]> older;
    final Map<String, byte[]> files;
    final Map<String, TreeMap<Long, byte[]>> events;
    final Map<String, Long> highest;
    final Map<String, byte[]> snapshots;

    Written(Map<String, byte[]> older, Map<String, byte[]> files, StoryTeller teller) {
      this.older = older;
      this.files = files;
      this.events = teller.events;
      this.highest = teller.highest;
      this.snapshots = teller.snapshots;
    }
  }

  /** The files of a store. */
  static final List<String> NAMES =
      List.of(StoreFiles.STORE, "store.log-1", "store.log-2", StoreFiles.WITNESS);

  private static final SnapshotRange ANY = new SnapshotRange(0, Long.MAX_VALUE, 0, Long.MAX_VALUE);

  private DamageTrial() {}

  /**
   * Writes a store, and takes its files: after it was closed, or while it is open, as they are when
   * the process is killed.
   */
  static Written write(Path directory, Random random) throws IOException {
    StoryTeller teller = new StoryTeller(random);
    try (TestingStore store = TestingStore.open(directory)) {
      teller.tell(store, 10 + random.nextInt(40));
    }
    Map<String, byte[]> older = files(directory);
    boolean isKilled = random.nextBoolean();
    Map<String, byte[]> killed = Map.of();
    try (TestingStore store = TestingStore.open(directory)) {
      teller.tell(store, 10 + random.nextInt(40));
      if (isKilled) {
        killed = files(directory);
      }
    }
    return new Written(older, isKilled ? killed : files(directory), teller);
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : NAMES) {
      files.put(name, Files.readAllBytes(directory.resolve(name)));
    }
    return files;
  }

  /** Damages the files in a directory of its own and reads them. */
  static Outcome run(Written written, Path directory, Random random) throws IOException {
    Damage damage = Damage.draw(random);
    Files.createDirectories(directory);
    damage.apply(written, directory, random);
    Outcome outcome = Outcome.INTACT;
    try (TestingStore store = TestingStore.open(directory)) {
      for (String id : written.highest.keySet()) {
        if (!isRead(written, store, id)) {
          outcome = Outcome.PARTLY_READ;
        }
      }
      if (!isWritable(written, store, random)) {
        outcome = Outcome.PARTLY_READ;
      }
    } catch (DamagedStoreException refused) {
      return Outcome.REFUSED;
    } catch (AssertionError wrong) {
      throw new AssertionError("after " + damage + ": " + wrong.getMessage(), wrong);
    }
    return outcome;
  }

  private static boolean isRead(Written written, TestingStore store, String id) {
    try {
      check(written.highest.get(id).equals(store.log(id).map(Log::highest).orElse(0L)), id);
      checkEvents(written.events.get(id), store.replay(id));
      Optional<StoredSnapshot> snapshot = store.submit(new Change.AskSnapshot(id, ANY)).join();
      byte[] expected = written.snapshots.get(id);
      check(snapshot.isPresent() == (expected != null), "the snapshot of " + id);
      snapshot.ifPresent(found -> check(Arrays.equals(found.bytes(), expected), id));
      return true;
    } catch (StoreException clear) {
      return false;
    } catch (CompletionException failed) {
      check(failed.getCause() instanceof StoreException, "an unclear " + failed.getCause());
      return false;
    }
  }

  /** A store that is damaged may refuse to be written to; what it takes it has. */
  private static boolean isWritable(Written written, TestingStore store, Random random) {
    List<String> ids = List.copyOf(written.highest.keySet());
    String id = ids.get(random.nextInt(ids.size()));
    TreeMap<Long, byte[]> expected = new TreeMap<>(written.events.get(id));
    byte[] event = new byte[random.nextInt(1000)];
    long next = written.highest.get(id) + 1;
    try {
      store.append(id, next, event);
      expected.put(next, event);
      checkEvents(expected, store.replay(id));
      return true;
    } catch (StoreException clear) {
      return false;
    } catch (CompletionException failed) {
      check(failed.getCause() instanceof StoreException, "an unclear " + failed.getCause());
      return false;
    }
  }

  private static void checkEvents(Map<Long, byte[]> expected, List<StoredEvent> found) {
    check(found.size() == expected.size(), found.size() + " events, not " + expected.size());
    for (StoredEvent event : found) {
      check(
          Arrays.equals(expected.get(event.sequenceNr()), event.bytes()),
          "event " + event.sequenceNr());
    }
  }

  private static void check(boolean isRight, String what) {
    if (!isRight) {
      throw new AssertionError("wrong: " + what);
    }
  }
}
