package io.aitta.replica;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.durability.NodeDisk;
import io.aitta.register.ConfigurationRegister;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the replicas of a node work with.
 *
 * @param self this process
 * @param disk where their copies are kept beyond the process, if they are
 * @param standings hears where each replica stands, whenever that changes
 */
record ReplicaParts(
    MemberId self,
    ReplicaSettings settings,
    ConfigurationRegister register,
    ReplicaPostOffice post,
    LedPartitions led,
    Supplier<Catalog> catalog,
    NodeBudgets budgets,
    ReplicaTally tally,
    PartitionGauges gauges,
    Rhythm rhythm,
    Optional<NodeDisk> disk,
    Listener standings) {
  /** Hears where replicas stand. */
  @FunctionalInterface
  interface Listener {
    void accept(int partition, Standing standing);
  }

  /** Makes the empty copies of a partition. */
  Copy.Opener opener(int number) {
    return sink -> new Partition(number, 0, catalog, budgets, LruStore::new, led, sink);
  }
}
