package io.aitta.persistence.store;

import io.aitta.persistence.file.CheckedChannel;
import io.aitta.persistence.file.Disk;
import io.aitta.persistence.file.HandedChannel;
import io.aitta.persistence.file.Unforced;
import io.aitta.persistence.file.Witness;
import io.aitta.persistence.table.DamagedStoreException;
import io.aitta.persistence.table.Faults;
import io.aitta.persistence.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a store in a directory that it has alone: opens them, and makes them when new. */
final class StoreFiles {
  static final String STORE = "store.mv";
  static final String WITNESS = "store.witness";

  private static final String NEW = "store.mv.new";
  private static final Logger LOG = LoggerFactory.getLogger(StoreFiles.class);

  private final StoreSettings settings;
  private final Disk disk;
  private final StoreCounters counters;

  /** Outlives each opening: what a failed force has left. */
  private final Unforced unforced = new Unforced();

  StoreFiles(StoreSettings settings, Disk disk, StoreCounters counters) {
    this.settings = settings;
    this.disk = disk;
    this.counters = counters;
  }

  /** The files of a store besides its own. */
  static List<Path> beside(Path directory) {
    List<Path> beside = new ArrayList<>(WriteAheadLog.paths(directory));
    beside.add(directory.resolve(WITNESS));
    return beside;
  }

  Path file() {
    return settings.directory().resolve(STORE);
  }

  /**
   * Opens the store, made anew where there was none.
   *
   * @throws DamagedStoreException when it is not what was acknowledged
   * @throws io.aitta.persistence.table.StoreFailedException when the disk fails
   */
  OpenStore open() {
    Witness witness = null;
    try {
      witness = Witness.open(disk, settings.directory().resolve(WITNESS));
      if (!Files.exists(file()) || Files.size(file()) == 0) {
        create(witness);
      }
      OpenStore store = openWith(witness);
      counters.countOpening();
      return store;
    } catch (IOException | RuntimeException | AssertionError fault) {
      closeQuietly(witness);
      throw Faults.explain(file(), fault);
    }
  }

  /** Under another name until it is on the disk, so that no half of a new store is ever met. */
  private void create(Witness witness) throws IOException {
    if (!witness.isEmpty()) {
      throw new DamagedStoreException(
          "it is missing or empty, and "
              + witness
                  .read()
                  .map(word -> "commit " + word.commit() + " of it was acknowledged")
                  .orElse("the witness beside it was written"));
    }
    Path directory = settings.directory();
    Path made = directory.resolve(NEW);
    Files.deleteIfExists(made);
    for (Path log : WriteAheadLog.paths(directory)) {
      Files.deleteIfExists(log);
    }
    WriteAheadLog.open(disk, directory).close();
    disk.forceNames(directory);
    CheckedChannel channel = new CheckedChannel(disk.open(made), new Unforced());
    try {
      MVStore store = mvStore(channel);
      Tables tables = Tables.create(store, new SecureRandom().nextLong());
      tables.commitChanges();
      tables.prepare();
      store.commit();
      channel.force(true);
      store.close();
    } finally {
      channel.close();
    }
    disk.move(made, file());
    disk.forceNames(directory);
    disk.forceNames(directory.toAbsolutePath().getParent());
  }

  private OpenStore openWith(Witness witness) throws IOException {
    CheckedChannel channel = new CheckedChannel(disk.open(file()), unforced);
    WriteAheadLog log = null;
    try {
      WriteAheadLog.checkPresent(settings.directory());
      log = WriteAheadLog.open(disk, settings.directory());
      int torn = channel.recover();
      if (torn > 0) {
        LOG.warn("the last commit of {} is not whole and is left out", file());
      }
      MVStore store = mvStore(channel);
      Tables tables = Tables.open(store);
      long saved = tables.commit();
      long highest = log.replay(tables);
      check(tables, witness);
      channel.opened();
      OpenStore opened = new OpenStore(file(), store, tables, log, witness, counters);
      if (highest > saved) {
        tables.skipTo(highest);
        opened.save();
      } else {
        // Who saved it may have been killed before it was forced, and the log begins anew.
        channel.force(true);
      }
      return opened;
    } catch (IOException | RuntimeException | AssertionError fault) {
      closeQuietly(channel);
      closeQuietly(log);
      throw fault;
    }
  }

  private MVStore mvStore(CheckedChannel channel) {
    String name = HandedChannel.name(channel);
    try {
      StoreChunks chunks = new StoreChunks(settings.cacheMegabytes());
      chunks.open(name, false, null);
      MVStore store =
          new MVStore.Builder()
              .adoptFileStore(chunks)
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .keysPerPage(settings.pageEvents())
              .open();
      store.setRetentionTime(0);
      store.setVersionsToKeep(0);
      return store;
    } finally {
      HandedChannel.forget(name);
    }
  }

  private void check(Tables tables, Witness witness) throws IOException {
    Optional<Witness.Word> word = witness.read();
    if (word.isEmpty()) {
      if (!witness.isEmpty()) {
        LOG.warn(
            "the witness of {} cannot be read, so it is not known whether its end is there",
            file());
      }
      return;
    }
    if (word.get().store() != tables.store()) {
      throw new DamagedStoreException("it is another store than the one its witness is of");
    }
    if (word.get().commit() > tables.commit()) {
      throw new DamagedStoreException(
          "it ends with commit "
              + tables.commit()
              + ", and commit "
              + word.get().commit()
              + " was acknowledged");
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception closing) {
      LOG.debug("closing after a failure", closing);
    }
  }
}
