package io.aitta.persistence.copies;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.persistence.format.StoredFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SnapshotMetadata;

/**
 * Events and snapshots in memory that outlive actor systems, behind {@link TestingJournal} and
 * {@link TestingSnapshots}. Fails when it is told to. Thread-safe.
 */
final class TestingStore {
  private static final Map<String, TestingStore> ALL = new ConcurrentHashMap<>();

  private final String key = UUID.randomUUID().toString();
  private final Map<String, Log> logs = new HashMap<>();
  private final Deque<CompletionStage<Fate>> fates = new ArrayDeque<>();
  private final Deque<RuntimeException> replayFaults = new ArrayDeque<>();
  private final Deque<RuntimeException> highestFaults = new ArrayDeque<>();
  private final List<String> snapshotFaults = new ArrayList<>();
  private int writes;
  private int replays;

  /** What becomes of a write. */
  enum Fate {
    STORED,
    FAILED,
    REJECTED
  }

  private static final class Log {
    private final TreeMap<Long, PersistentRepr> events = new TreeMap<>();
    private final TreeMap<Long, JournalEvent> snapshots = new TreeMap<>();
    private final List<Long> deletedTo = new ArrayList<>();
    private long highest;
  }

  TestingStore() {
    ALL.put(key, this);
  }

  static TestingStore of(Config plugin) {
    return ALL.get(plugin.getString("store"));
  }

  /** The settings of an actor system whose copies are kept here. */
  Config settings() {
    return ConfigFactory.parseString(
            """
            aitta.persistence {
              journal = plugin
              plugin { journal = testing.journal, snapshot-store = testing.snapshots }
            }
            testing {
              both {
                store = "%s"
                plugin-dispatcher = "pekko.actor.default-dispatcher"
                circuit-breaker {
                  max-failures = 1000, call-timeout = 60s, reset-timeout = 1s
                }
              }
              journal = ${testing.both} { class = "%s" }
              snapshots = ${testing.both} { class = "%s" }
            }
            """
                .formatted(key, TestingJournal.class.getName(), TestingSnapshots.class.getName()))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  /** The next write has that fate. */
  synchronized void next(Fate fate) {
    fates.add(CompletableFuture.completedFuture(fate));
  }

  /** The next write waits until that is done. */
  synchronized CompletableFuture<Fate> holdNext() {
    CompletableFuture<Fate> held = new CompletableFuture<>();
    fates.add(held);
    return held;
  }

  /** The next reading of a journal fails, after all events were handed over. */
  synchronized void failReplay(RuntimeException fault) {
    replayFaults.add(fault);
  }

  /** The next journal to begin fails, whether it reads events or not. */
  synchronized void failHighest(RuntimeException fault) {
    highestFaults.add(fault);
  }

  synchronized void failNextSnapshot() {
    snapshotFaults.add("the test wants no snapshot");
  }

  /** How many writes were asked for. */
  synchronized int writes() {
    return writes;
  }

  /** How often a journal was read. */
  synchronized int replays() {
    return replays;
  }

  /** The records of each event there is, in order. */
  synchronized List<List<JournalRecord>> events(String id) {
    List<List<JournalRecord>> events = new ArrayList<>();
    for (PersistentRepr event : log(id).events.values()) {
      List<JournalRecord> records = new ArrayList<>();
      StoredFormat.read(((JournalEvent) event.payload()).bytes(), records::add);
      events.add(records);
    }
    return events;
  }

  synchronized List<Long> eventNumbers(String id) {
    return List.copyOf(log(id).events.keySet());
  }

  /** How large each event is. */
  synchronized List<Integer> sizes(String id) {
    return log(id).events.values().stream()
        .map(event -> ((JournalEvent) event.payload()).bytes().length)
        .toList();
  }

  synchronized List<Long> snapshotNumbers(String id) {
    return List.copyOf(log(id).snapshots.keySet());
  }

  /** Up to where it was asked to delete, each time. */
  synchronized List<Long> deletedTo(String id) {
    return List.copyOf(log(id).deletedTo);
  }

  /** Has an event say something else. */
  synchronized void damage(String id, long number) {
    PersistentRepr event = log(id).events.get(number);
    byte[] bytes = ((JournalEvent) event.payload()).bytes().clone();
    bytes[bytes.length / 2] ^= 1;
    log(id).events.put(number, event.withPayload(new JournalEvent(bytes)));
  }

  synchronized CompletionStage<Fate> fateOfNext() {
    writes++;
    return fates.isEmpty() ? CompletableFuture.completedFuture(Fate.STORED) : fates.remove();
  }

  synchronized void append(List<PersistentRepr> events) {
    for (PersistentRepr event : events) {
      Log log = log(event.persistenceId());
      log.events.put(event.sequenceNr(), event);
      log.highest = event.sequenceNr();
    }
  }

  synchronized void deleteTo(String id, long to) {
    log(id).deletedTo.add(to);
    log(id).events.headMap(to, true).clear();
  }

  synchronized long highest(String id) {
    if (!highestFaults.isEmpty()) {
      throw highestFaults.remove();
    }
    return log(id).highest;
  }

  synchronized List<PersistentRepr> replay(String id, long from, long to) {
    replays++;
    return from > to
        ? List.of()
        : List.copyOf(log(id).events.subMap(from, true, to, true).values());
  }

  synchronized Optional<RuntimeException> replayFault() {
    return Optional.ofNullable(replayFaults.poll());
  }

  synchronized void save(SnapshotMetadata at, JournalEvent snapshot) {
    if (!snapshotFaults.isEmpty()) {
      throw new IllegalStateException(snapshotFaults.remove(0));
    }
    log(at.persistenceId()).snapshots.put(at.sequenceNr(), snapshot);
  }

  synchronized Optional<Map.Entry<Long, JournalEvent>> latestSnapshot(String id, long most) {
    return Optional.ofNullable(log(id).snapshots.floorEntry(most)).map(Map.Entry::copyOf);
  }

  synchronized void deleteSnapshots(String id, long from, long to) {
    log(id).snapshots.subMap(from, true, to, true).clear();
  }

  private Log log(String id) {
    return logs.computeIfAbsent(id, absent -> new Log());
  }
}
