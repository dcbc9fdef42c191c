package io.aitta.multijvm.campaign;

import static java.util.Locale.ROOT;

/** How the caches of a campaign are kept. */
public enum Persistence {
  /** Not at all. */
  NONE,
  /** In journals, which answers do not wait for. */
  ASYNC,
  /** In journals that have every write before it is acknowledged. */
  SYNC;

  /** A cache's configuration. */
  String cache() {
    return "{\"persistence\":\"" + name().toLowerCase(ROOT) + "\"}";
  }

  /** What nodes are told. */
  String configuration() {
    return this == NONE ? "" : "aitta.persistence.journal = h2";
  }
}
