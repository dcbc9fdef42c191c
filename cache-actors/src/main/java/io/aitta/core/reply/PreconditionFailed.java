package io.aitta.core.reply;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import java.util.Optional;

/**
 * The condition did not hold; nothing was changed.
 *
 * @param current the version of the entry there is, if any
 */
public record PreconditionFailed(Optional<Version> current)
    implements StoreReply, RemoveReply, CountReply, TouchReply {
  public PreconditionFailed {
    requireNonNull(current, "current is null");
  }
}
