package io.aitta.persistence.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;

/**
 * The tables of a store. One thread changes them and has MVStore commit; what was committed of each
 * log can be asked for on any thread.
 *
 * <p>Events of all logs are in one table, by the number of the log and their own. The names of the
 * logs are kept twice, with their records and by number, and counted, so that one that is lost is
 * noticed when the store is opened.
 */
public final class Tables {
  private static final String ABOUT = "about";

  private final MVMap<Long, byte[]> events;
  private final MVMap<Long, byte[]> snapshots;
  private final MVMap<Long, byte[]> names;
  private final MVMap<String, byte[]> logs;
  private final MVMap<String, byte[]> abouts;

  private final Map<String, Log> current = new HashMap<>();
  private final Map<String, Log> committed = new ConcurrentHashMap<>();

  /** Logs that have changed since the last commit, and those since their records were written. */
  private final Set<String> changed = new HashSet<>();

  private final Set<String> unsaved = new HashSet<>();

  /** Logs whose deletions are committed, with events that are still to be removed. */
  private final Set<String> owing = new LinkedHashSet<>();

  private About about;

  private Tables(MVStore store) {
    this.events = store.openMap("events", numbered());
    this.snapshots = store.openMap("snapshots", numbered());
    this.names = store.openMap("names", numbered());
    this.logs = store.openMap("logs", named());
    this.abouts = store.openMap(ABOUT, named());
  }

  private static MVMap.Builder<Long, byte[]> numbered() {
    return new MVMap.Builder<Long, byte[]>().keyType(new KeyType()).valueType(new BytesType());
  }

  private static MVMap.Builder<String, byte[]> named() {
    return new MVMap.Builder<String, byte[]>()
        .keyType(StringDataType.INSTANCE)
        .valueType(new BytesType());
  }

  /**
   * Makes the tables of a new store. They are still to be committed.
   *
   * @param number drawn at random, so that no two stores have the same
   */
  public static Tables create(MVStore store, long number) {
    Tables tables = new Tables(store);
    tables.about = new About(number, 0, 0);
    tables.abouts.put(ABOUT, tables.about.write());
    return tables;
  }

  /**
   * Opens the tables of a store that was made before.
   *
   * @throws DamagedStoreException when a log is lost, or a record cannot be read
   */
  public static Tables open(MVStore store) {
    Tables tables = new Tables(store);
    tables.load();
    return tables;
  }

  private void load() {
    byte[] bytes = abouts.get(ABOUT);
    if (bytes == null) {
      throw new DamagedStoreException("what it says about itself is lost");
    }
    about = About.read(bytes);
    for (Map.Entry<Long, byte[]> entry : names.entrySet()) {
      load(name(entry.getKey(), entry.getValue()), entry.getKey());
    }
    if (current.size() != about.logs() || logs.sizeAsLong() != about.logs()) {
      throw new DamagedStoreException(
          "of "
              + about.logs()
              + " logs it has the names of "
              + current.size()
              + " and the records of "
              + logs.sizeAsLong());
    }
    committed.putAll(current);
  }

  private void load(String id, long number) {
    byte[] bytes = logs.get(id);
    if (bytes == null) {
      throw new DamagedStoreException("the record of log " + id + " is lost");
    }
    Log log = Log.read(id, bytes);
    if (log.number() != number || current.put(id, log) != null) {
      throw new DamagedStoreException("log " + id + " has two numbers");
    }
    if (log.owes()) {
      owing.add(id);
    }
  }

  private static String name(long number, byte[] bytes) {
    ByteBuffer frame = Frame.open(bytes, Frame.Kind.NAME, "", number);
    return StandardCharsets.UTF_8.decode(frame).toString();
  }

  /** The number of the store, drawn when it was made. */
  public long store() {
    return about.store();
  }

  /** The number of the last commit, on the disk or on its way. */
  public long commit() {
    return about.commit();
  }

  /** How many logs it has. */
  public int logs() {
    return committed.size();
  }

  /** What was committed of a log, on any thread. */
  public Optional<Log> committed(String id) {
    return Optional.ofNullable(committed.get(id));
  }

  Optional<Log> current(String id) {
    return Optional.ofNullable(current.get(id));
  }

  Log currentOrNew(String id) {
    Log known = current.get(id);
    if (known != null) {
      return known;
    }
    Log log = Log.begin(id, current.size());
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = Frame.begin(name.length).put(name);
    names.put((long) log.number(), Frame.seal(frame, Frame.Kind.NAME, "", log.number()));
    about = new About(about.store(), about.commit(), about.logs() + 1);
    put(log);
    return log;
  }

  void put(Log log) {
    current.put(log.id(), log);
    changed.add(log.id());
  }

  MVMap<Long, byte[]> events() {
    return events;
  }

  MVMap<Long, byte[]> snapshots() {
    return snapshots;
  }

  /**
   * A commit.
   *
   * @param number of it
   * @param logs the logs that it changed, as they were then
   */
  public record Commit(long number, Map<String, Log> logs) {}

  /** Ends a commit: whatever was applied since the one before belongs to it. */
  public Commit commitChanges() {
    Map<String, Log> logs = new HashMap<>();
    for (String id : changed) {
      logs.put(id, current.get(id));
    }
    unsaved.addAll(changed);
    changed.clear();
    about = new About(about.store(), about.commit() + 1, about.logs());
    return new Commit(about.commit(), logs);
  }

  /** Numbers commits from here on. None that it may meet again had a higher number. */
  public void skipTo(long number) {
    about = new About(about.store(), Math.max(number, about.commit()), about.logs());
  }

  /** Whether there are changes whose records are not written. */
  public boolean areUnsaved() {
    return !changed.isEmpty() || !unsaved.isEmpty();
  }

  /** Writes the records of what was committed since the last time. MVStore is to commit next. */
  public void prepare() {
    for (String id : unsaved) {
      logs.put(id, current.get(id).write());
    }
    unsaved.clear();
    abouts.put(ABOUT, about.write());
  }

  /** A commit is on the disk, and so are all before it. */
  public void publish(Commit commit) {
    committed.putAll(commit.logs());
    commit
        .logs()
        .forEach(
            (id, log) -> {
              if (log.owes()) {
                owing.add(id);
              }
            });
  }

  /**
   * Applies a commit that the write-ahead log has kept.
   *
   * @throws DamagedStoreException when it does not fit
   */
  public void replay(byte[] kept) {
    LoggedChanges.replay(kept, this);
    publish(commitChanges());
    removeSome(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Whether deleted events are still in the file. */
  public boolean owe() {
    return !owing.isEmpty();
  }

  /**
   * Removes deleted events, oldest first, of deletions that were committed: a reader that misses an
   * event finds it deleted when it looks again. No commit has to follow: it is done again.
   *
   * @param mostEvents at most so many
   * @param mostBytes no more once these have at least so many bytes
   */
  public void removeSome(int mostEvents, long mostBytes) {
    int eventsLeft = mostEvents;
    long bytesLeft = mostBytes;
    Iterator<String> ids = owing.iterator();
    while (ids.hasNext() && eventsLeft > 0 && bytesLeft > 0) {
      String id = ids.next();
      Log log = current.get(id);
      long to = committed.get(id).deletedTo();
      long at = log.removedTo();
      while (at < to && eventsLeft > 0 && bytesLeft > 0) {
        at++;
        byte[] removed = events.remove(log.key(at));
        bytesLeft -= removed == null ? 0 : removed.length;
        eventsLeft--;
      }
      if (at > log.removedTo()) {
        put(log.removedTo(at));
      }
      if (at >= to) {
        ids.remove();
      }
    }
  }
}
