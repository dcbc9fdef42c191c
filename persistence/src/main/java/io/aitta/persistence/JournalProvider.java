package io.aitta.persistence;

import io.aitta.durability.DiskProvider;
import io.aitta.durability.NodeDisk;
import io.aitta.persistence.copies.JournaledDisk;
import io.aitta.persistence.mvstore.NodeStore;
import io.aitta.persistence.table.StoreException;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** Gives a node the journal that its settings name. */
public final class JournalProvider implements DiskProvider {
  private static final String DIRECTORY = "aitta.persistence.h2.directory";

  @Override
  public Optional<NodeDisk> open(ActorSystem<?> system, String node, int partitions) {
    PersistenceSettings settings = PersistenceSettings.from(system.settings().config());
    if (settings.journal() == Journal.H2) {
      requireDirectory(system);
      openStore(system);
    }
    return settings.journal().isAvailable()
        ? Optional.of(JournaledDisk.open(system, node, partitions, settings))
        : Optional.empty();
  }

  private static void requireDirectory(ActorSystem<?> system) {
    if (system.settings().config().getString(DIRECTORY).isEmpty()) {
      throw new JournalRefusedException(
          "aitta.persistence.journal = h2 needs a directory of the node's own in " + DIRECTORY);
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
