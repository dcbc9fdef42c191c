package io.aitta.durability;

import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.pekko.actor.typed.ActorSystem;

/** Supplies the disk of a node; found by the {@link ServiceLoader}. */
public interface DiskProvider {
  /**
   * Opens the node's disk for this process; it lasts as long as the actor system.
   *
   * @param node the node's name, under which it was kept
   * @param partitions how many the cluster has
   * @return empty where the settings have nothing kept
   * @throws IllegalArgumentException with a sentence, when it cannot be opened as it is set
   * @throws UnreadableDiskException when what is there cannot be read
   */
  Optional<NodeDisk> open(ActorSystem<?> system, String node, int partitions);

  /** The disk of the first provider that has one. */
  static Optional<NodeDisk> find(ActorSystem<?> system, String node, int partitions) {
    return ServiceLoader.load(DiskProvider.class, system.dynamicAccess().classLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(provider -> provider.open(system, node, partitions).stream())
        .findFirst();
  }
}
