package io.aitta.core.placement;

/**
 * How much one node does at a time.
 *
 * @param recruits how many copies it sends; those under way count
 * @param handOvers how many partitions it hands over in one round
 * @param dismissals how many copies it dismisses in one round
 * @param quietRounds for how many rounds nothing may have changed before something is moved only to
 *     make the cluster even; more than news take to reach everybody
 */
public record Pace(int recruits, int handOvers, int dismissals, int quietRounds) {
  /** Two copies under way, eight of the others a round, two rounds of quiet. */
  public static final Pace DEFAULT = new Pace(2, 8, 8, 2);

  /**
   * @throws IllegalArgumentException when a number is not positive
   */
  public Pace {
    if (recruits < 1 || handOvers < 1 || dismissals < 1 || quietRounds < 1) {
      throw new IllegalArgumentException("a number of steps or rounds is at least 1");
    }
  }
}
