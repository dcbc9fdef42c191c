package io.aitta.multijvm.history;

/** What a checker says of the history of one key. */
public enum Verdict {
  /** Some order of the calls explains all answers. */
  LINEARIZABLE,
  /** No order does. */
  VIOLATED,
  /** The search was given up at its bound. */
  UNDECIDED
}
