package io.aitta.core.placement;

/**
 * A weight to within a fifth, in two bytes: the number of each is four times its logarithm to base
 * 2, rounded down. What nodes tell each other of their partitions.
 *
 * @param bytes the class of the bytes, 0 to {@link #LAST}
 * @param load the class of the load, 0 to {@link #LAST}
 */
public record WeightClass(int bytes, int load) {
  /** The last class, of numbers of 63 bits. */
  public static final int LAST = 255;

  private static final double PER_DOUBLING = 4;

  /** Two are far from each other at this many classes: where one is 1.4 times the other. */
  private static final int FAR = 2;

  /**
   * @throws IllegalArgumentException when there is no such class
   */
  public WeightClass {
    if (bytes < 0 || bytes > LAST || load < 0 || load > LAST) {
      throw new IllegalArgumentException("weights have classes 0 to 255: " + bytes + ", " + load);
    }
  }

  /** The class of a weight. */
  public static WeightClass of(Weight weight) {
    return new WeightClass(classOf(weight.bytes()), classOf(weight.load()));
  }

  /** The least weight of the class; the same on every node. */
  public Weight weight() {
    return new Weight(leastOf(bytes), leastOf(load));
  }

  /** Whether bytes or load differ by so much that others should know. */
  public boolean isFarFrom(WeightClass other) {
    return Math.abs(bytes - other.bytes) >= FAR || Math.abs(load - other.load) >= FAR;
  }

  private static int classOf(long number) {
    double doublings = StrictMath.log((double) number) / StrictMath.log(2);
    return (int) Math.min(LAST, PER_DOUBLING * doublings + 1e-9);
  }

  private static long leastOf(int number) {
    return (long) StrictMath.ceil(StrictMath.pow(2, number / PER_DOUBLING) - 1e-6);
  }
}
