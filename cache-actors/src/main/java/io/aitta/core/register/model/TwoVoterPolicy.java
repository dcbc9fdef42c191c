package io.aitta.core.register.model;

/** What one of two voters may do when the other is gone. */
public enum TwoVoterPolicy {
  /** Nothing: a decision always needs both. The default. */
  MAJORITY,

  /**
   * End the generation alone, without the other, once the other's process is proven dead: never
   * because it is silent. {@code docs/register.md} says when that is safe and when it is not.
   */
  PROVEN_DEAD
}
