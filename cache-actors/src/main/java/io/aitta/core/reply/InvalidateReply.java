package io.aitta.core.reply;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.ScanPosition;
import java.util.Optional;

/**
 * A step of an invalidation.
 *
 * @param removed how many entries this step removed
 * @param next where to go on; empty when the partition is through
 */
public record InvalidateReply(long removed, Optional<ScanPosition> next) implements Reply {
  public InvalidateReply {
    requireNonNull(next, "next is null");
  }
}
