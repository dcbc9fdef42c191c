package io.aitta.core.register.message;

/** What an attempt is for. */
public enum Purpose {
  /** A read or a change. Says that the generation is active: the sender knows it to be. */
  ORDINARY,

  /** Brings what the generation before has decided into one that may not be active yet. */
  INSTALL
}
