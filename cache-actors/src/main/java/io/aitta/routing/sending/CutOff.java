package io.aitta.routing.sending;

import io.aitta.directory.Routes;
import java.util.OptionalLong;

/** Whether this node has seen no majority for so long that waiting is in vain. One thread. */
final class CutOff {
  private final Routes routes;
  private final long patience;
  private OptionalLong since = OptionalLong.empty();

  /**
   * @param patience milliseconds
   */
  CutOff(Routes routes, long patience) {
    this.routes = routes;
    this.patience = patience;
  }

  /** Takes a look, and says whether it has lasted. */
  boolean lasts(long now) {
    since = routes.hasQuorum() ? OptionalLong.empty() : OptionalLong.of(since.orElse(now));
    return since.isPresent() && now - since.getAsLong() >= patience;
  }
}
