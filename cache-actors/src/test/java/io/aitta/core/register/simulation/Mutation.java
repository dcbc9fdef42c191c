package io.aitta.core.register.simulation;

/** A way to break the algorithm from outside, which the simulation must notice. */
enum Mutation {
  NONE,

  /** One voter's reply counts as that of all. */
  QUORUM_OF_ONE,

  /** Voters keep no promise, only what they accepted. */
  NO_PROMISES,

  /** Disks say that they have forced what they have not, once the log is made. */
  NOTHING_FORCED,

  /** Voters answer that they are sealed, and are not. */
  NO_SEAL,

  /** Running processes are reported dead. */
  FALSE_DEATHS
}
