package io.aitta.persistence;

import io.aitta.durability.DiskProvider;
import io.aitta.durability.NodeDisk;
import io.aitta.persistence.copies.JournaledDisk;
import io.aitta.persistence.jdbc.JdbcPlugin;
import io.aitta.persistence.mvstore.NodeStore;
import io.aitta.persistence.table.StoreException;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** Gives a node the journal that its settings name. */
public final class JournalProvider implements DiskProvider {
  private static final String STORE_DIRECTORY = "aitta.persistence.h2.directory";
  private static final String REGISTER_DIRECTORY = "aitta.register.directory";

  @Override
  public Optional<NodeDisk> open(ActorSystem<?> system, String node, int partitions) {
    PersistenceSettings settings = PersistenceSettings.from(system.settings().config());
    if (settings.journal().isAvailable()) {
      require(system, REGISTER_DIRECTORY);
    }
    if (settings.journal() == Journal.H2) {
      require(system, STORE_DIRECTORY);
      openStore(system);
    } else if (settings.journal() == Journal.JDBC) {
      JdbcPlugin.open(system.settings().config());
    }
    return settings.journal().isAvailable()
        ? Optional.of(JournaledDisk.open(system, node, partitions, settings))
        : Optional.empty();
  }

  /** Copies that come back are of no use where nobody knows any more which of them counted. */
  private static void require(ActorSystem<?> system, String directory) {
    if (system.settings().config().getString(directory).isEmpty()) {
      throw new JournalRefusedException(
          "a node with aitta.persistence.journal needs a directory of its own in " + directory);
    }
  }

  /** Says at once what is wrong with it, rather than when the first partition is read. */
  private static void openStore(ActorSystem<?> system) {
    try {
      NodeStore.get(Adapter.toClassic(system)).open();
    } catch (StoreException cannotOpen) {
      throw new JournalRefusedException(cannotOpen.getMessage(), cannotOpen);
    }
  }
}
