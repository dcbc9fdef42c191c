package io.aitta.routing.question;

import io.aitta.core.replication.history.RequestId;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The writes of one gateway that have no outcome yet, by their numbers. A number is open from the
 * moment it is given out, so that none can be told to be settled before its write begins.
 * Thread-safe.
 */
public final class OpenWrites {
  private final long incarnation;

  /** In the order they were given out, which is that of the numbers. */
  private final Set<Long> open = new LinkedHashSet<>();

  private long last;

  /**
   * @param incarnation the gateway's
   */
  public OpenWrites(long incarnation) {
    this.incarnation = incarnation;
  }

  /** Begins a write, under a number that is larger than all before. */
  public synchronized RequestId open() {
    last++;
    open.add(last);
    return RequestId.ofGateway(incarnation, last);
  }

  /** Its outcome was given: it won't be sent any more. */
  public synchronized void close(RequestId write) {
    open.remove(write.number());
  }

  /** The smallest number of a write that is open: none below it will ever be sent again. */
  public synchronized long lowest() {
    return open.isEmpty() ? last + 1 : open.iterator().next();
  }
}
