package io.aitta.durability;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.LogLimits;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What a node keeps beyond its process: its copies of partitions, and the catalog. One process at a
 * time has it. Thread-safe.
 */
public interface NodeDisk {
  /** How copies are kept on it. */
  LogLimits limits();

  /**
   * The catalog as it was kept last; empty where none was. Blocks while it is read.
   *
   * @throws UnreadableDiskException when there is one that cannot be read
   */
  Catalog catalog();

  /** Keeps the catalog in the place of the one before; done once it is stored, or failed. */
  CompletionStage<Void> keep(Catalog catalog);

  /**
   * Begins with a partition: what there is of it goes through a restorer, on a thread of the disk,
   * and then the listener is told. A reading that fails begins again with another restorer. Once
   * for each partition.
   */
  PartitionDisk open(
      int partition, Supplier<CopyRestorer> restorers, PartitionDisk.Listener listener);
}
