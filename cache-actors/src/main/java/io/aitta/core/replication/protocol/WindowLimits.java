package io.aitta.core.replication.protocol;

/**
 * How much may be under way at a primary.
 *
 * @param maxChanges how many changes that not every copy has acknowledged
 * @param maxBytes how many bytes they take
 * @param maxChangeBytes how many bytes one change may have, the recorded answer included: less than
 *     a message to another node
 * @param maxHeld how many answers that wait
 * @param maxResent how many changes are sent again to one copy in one step
 */
public record WindowLimits(
    int maxChanges, long maxBytes, long maxChangeBytes, int maxHeld, int maxResent) {
  /** 4,096 changes of 64 MiB together, one of 71 MiB alone; 4,096 answers. */
  public static final WindowLimits DEFAULT = new WindowLimits(4096, 64 << 20, 71 << 20, 4096, 64);

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public WindowLimits {
    if (maxChanges < 1 || maxBytes < 1 || maxChangeBytes < 1 || maxHeld < 1 || maxResent < 1) {
      throw new IllegalArgumentException("a limit of the window is at least 1");
    }
  }

  /** The same with changes of at most so many bytes. */
  public WindowLimits withMaxChangeBytes(long bytes) {
    return new WindowLimits(maxChanges, maxBytes, bytes, maxHeld, maxResent);
  }
}
