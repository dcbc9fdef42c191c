package io.aitta.core.reply;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Entry;
import io.aitta.core.model.Version;
import java.util.Optional;

/** What became of a value that was to take another's place. */
public sealed interface SwapReply extends Reply permits SwapReply.Swapped, OverBudget {
  /**
   * It was stored.
   *
   * @param previous the entry it replaced, if there was one
   */
  record Swapped(Version version, Optional<Entry> previous) implements SwapReply {
    public Swapped {
      requireNonNull(version, "version is null");
      requireNonNull(previous, "previous is null");
    }
  }
}
