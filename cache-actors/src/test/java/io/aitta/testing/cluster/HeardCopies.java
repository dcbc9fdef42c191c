package io.aitta.testing.cluster;

import io.aitta.directory.Directory;

/** What a node has heard of the copies of partitions. */
final class HeardCopies {
  private HeardCopies() {}

  /** Of how many partitions their leaders say that so many copies are in sync. */
  static long partitionsWith(int copies, Directory directory) {
    return directory.statuses().values().stream()
        .flatMap(status -> status.replication().leads().values().stream())
        .filter(configuration -> configuration.inSync().size() == copies)
        .count();
  }
}
