package io.aitta.benchmarks;

import java.util.random.RandomGenerator;

/**
 * The shares of the kinds of requests, each 0 to 1; what they leave is for PUT.
 *
 * @param read the share of GET
 * @param delete the share of DELETE
 * @param increment the share of increments
 * @param batch the share of batches
 */
record Mix(double read, double delete, double increment, double batch) {
  /**
   * @throws IllegalArgumentException when a share is not between 0 and 1, or all together are more
   */
  Mix {
    if (read < 0 || delete < 0 || increment < 0 || batch < 0) {
      throw new IllegalArgumentException("a share of requests is negative");
    }
    if (!(read + delete + increment + batch <= 1.000_001)) {
      throw new IllegalArgumentException(
          "the shares of read, delete, increment and batch add up to more than 1");
    }
  }

  /** Draws a kind. */
  Kind next(RandomGenerator random) {
    double drawn = random.nextDouble();
    if (drawn < read) {
      return Kind.GET;
    }
    if (drawn < read + delete) {
      return Kind.DELETE;
    }
    if (drawn < read + delete + increment) {
      return Kind.INCREMENT;
    }
    return drawn < read + delete + increment + batch ? Kind.BATCH : Kind.PUT;
  }
}
