package io.aitta.routing.question;

import io.aitta.core.replication.history.RequestId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The writes of one gateway that have no outcome yet, by their partitions and numbers. A number is
 * open from the moment it is given out, so that none can be told to be settled before its write
 * begins. Thread-safe.
 */
public final class OpenWrites {
  private final long incarnation;

  /** Of each partition in the order they were given out, which is that of the numbers. */
  private final Map<Integer, Set<Long>> open = new HashMap<>();

  private long last;

  /**
   * @param incarnation the gateway's
   */
  public OpenWrites(long incarnation) {
    this.incarnation = incarnation;
  }

  /** Begins a write to a partition, under a number that is larger than all before. */
  public synchronized RequestId open(int partition) {
    last++;
    open.computeIfAbsent(partition, none -> new LinkedHashSet<>()).add(last);
    return RequestId.ofGateway(incarnation, last);
  }

  /** Its outcome was given: it won't be sent any more. */
  public synchronized void close(int partition, RequestId write) {
    open.computeIfPresent(
        partition,
        (number, writes) -> {
          writes.remove(write.number());
          return writes.isEmpty() ? null : writes;
        });
  }

  /**
   * The smallest number of a write to the partition that is open: none below it will ever be sent
   * there again. That of another partition, which may wait for long, does not count.
   */
  public synchronized long lowest(int partition) {
    Set<Long> writes = open.get(partition);
    return writes == null ? last + 1 : writes.iterator().next();
  }
}
