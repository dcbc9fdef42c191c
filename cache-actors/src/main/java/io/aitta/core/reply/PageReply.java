package io.aitta.core.reply;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.ScanPosition;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a listing.
 *
 * @param entries what was found, in the order of a listing; possibly none although there is more
 * @param next where to go on; empty at the partition's end
 */
public record PageReply(List<Lookup.Hit> entries, Optional<ScanPosition> next) implements Reply {
  public PageReply {
    entries = List.copyOf(entries);
    requireNonNull(next, "next is null");
  }
}
