package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.catchup.CatchUpLimits;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.history.RequestLimits;

/**
 * How a partition is replicated; the same on every node.
 *
 * @param copies how many copies there are to be, at least minCopies; 1 to {@link
 *     Configuration#MAX_IN_SYNC}
 * @param minCopies with fewer copies in sync no write is taken; 1 to {@link
 *     Configuration#MAX_IN_SYNC}
 */
public record ReplicationSettings(
    int copies,
    int minCopies,
    OnLoss onLoss,
    ReadMode readMode,
    Timing timing,
    WindowLimits window,
    RequestLimits requests,
    CatchUpLimits catchUp) {
  /** Two copies of which one suffices, nothing is given up, reads by lease. */
  public static final ReplicationSettings DEFAULT =
      new ReplicationSettings(
          2,
          1,
          OnLoss.CONSISTENCY,
          ReadMode.LEASE,
          Timing.DEFAULT,
          WindowLimits.DEFAULT,
          RequestLimits.DEFAULT,
          CatchUpLimits.DEFAULT);

  /** What happens once every process that was in sync is proven dead. */
  public enum OnLoss {
    /** The partition is refused until an operator says that its entries are lost. */
    CONSISTENCY,
    /** The partition begins anew, empty. */
    AVAILABILITY
  }

  /** How a primary makes sure that it still is the one when it answers a read. */
  public enum ReadMode {
    /** By a lease of its copies, which trusts the rates of clocks; without one it confirms. */
    LEASE,
    /** By asking its copies after the read arrived, which trusts no clock. */
    CONFIRM
  }

  /**
   * @throws IllegalArgumentException when copies or minCopies is out of its bounds
   */
  public ReplicationSettings {
    requireNonNull(onLoss, "onLoss is null");
    requireNonNull(readMode, "readMode is null");
    requireNonNull(timing, "timing is null");
    requireNonNull(window, "window is null");
    requireNonNull(requests, "requests is null");
    requireNonNull(catchUp, "catchUp is null");
    if (minCopies < 1 || minCopies > copies || copies > Configuration.MAX_IN_SYNC) {
      throw new IllegalArgumentException("no numbers of copies: " + copies + ", " + minCopies);
    }
  }
}
