package io.aitta.replica;

import java.util.concurrent.atomic.AtomicLongArray;

/** What the partitions led here hold and have been asked, a moment ago. Thread-safe. */
final class PartitionGauges {
  private final AtomicLongArray bytes;
  private final AtomicLongArray requests;

  PartitionGauges(int partitions) {
    this.bytes = new AtomicLongArray(partitions);
    this.requests = new AtomicLongArray(partitions);
  }

  /**
   * Takes note of a partition.
   *
   * @param held bytes of entries that have copies
   * @param asked requests since the process began
   */
  void note(int partition, long held, long asked) {
    bytes.set(partition, held);
    requests.set(partition, asked);
  }

  long bytes(int partition) {
    return bytes.get(partition);
  }

  long requests(int partition) {
    return requests.get(partition);
  }
}
