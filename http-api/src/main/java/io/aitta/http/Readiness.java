package io.aitta.http;

import java.util.Optional;

/** Whether this node can serve. Thread-safe; never blocks. */
@FunctionalInterface
public interface Readiness {
  /** One sentence that says why the node is not ready; empty when it is. */
  Optional<String> notReadyBecause();
}
