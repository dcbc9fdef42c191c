package io.aitta.core.replication.catchup;

/**
 * How much of a catch-up is on its way at a time.
 *
 * @param pieceBytes how large a piece gets, more only by one entry and its hash's others
 * @param creditBytes how much may be unacknowledged before another piece is read
 * @param maxPieces how many pieces are read in one step
 * @param maxResent how many items are sent again in one step
 * @param maxBacklog how many items may be unacknowledged before the learner is given up
 * @param maxBacklogBytes how many bytes may be unacknowledged before the learner is given up
 */
public record CatchUpLimits(
    long pieceBytes,
    long creditBytes,
    int maxPieces,
    int maxResent,
    int maxBacklog,
    long maxBacklogBytes) {
  /**
   * Pieces of 64 KiB, so that with one more entry of usual size they go as one frame, and four of
   * them on their way: what requests have to wait behind.
   */
  public static final CatchUpLimits DEFAULT =
      new CatchUpLimits(64 << 10, 256 << 10, 4, 64, 8192, 64 << 20);

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public CatchUpLimits {
    if (pieceBytes < 1 || creditBytes < 1 || maxPieces < 1) {
      throw new IllegalArgumentException("a catch-up needs room for one piece");
    }
    if (maxResent < 1 || maxBacklog < 1 || maxBacklogBytes < creditBytes) {
      throw new IllegalArgumentException("a backlog has room for what may be on its way");
    }
  }
}
