package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Entry;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.reply.InvalidateReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Removes the entries that are selected, a bounded number a step. What was written after the first
 * step stays. A step whose answer was lost is not sent again, as with any write: done twice it
 * would count less than it removed, and a first step would remove what was written since. Whoever
 * is told that the outcome is unknown may ask anew.
 *
 * @param from where to begin; empty for the partition's start
 */
public record Invalidate(Selector selector, Optional<ScanPosition> from)
    implements SegmentOperation<InvalidateReply> {
  public Invalidate {
    requireNonNull(selector, "selector is null");
    requireNonNull(from, "from is null");
  }

  @Override
  public InvalidateReply applyTo(Segment segment, long now) {
    OptionalLong cleared =
        selector instanceof Selector.All && from.isEmpty()
            ? segment.clear(now)
            : OptionalLong.empty();
    return cleared.isPresent()
        ? new InvalidateReply(cleared.getAsLong(), Optional.empty())
        : walk(segment, now);
  }

  private InvalidateReply walk(Segment segment, long now) {
    ScanPosition start = from.orElseGet(() -> new ScanPosition(0, segment.version()));
    List<Entry> selected = new ArrayList<>();
    Optional<Long> next =
        segment.walk(
            start.nextHash(),
            now,
            entry -> {
              if (entry.version().compareTo(start.asOf()) <= 0
                  && selector.selects(entry.key(), entry.tags())) {
                selected.add(entry);
              }
              return true;
            });
    selected.forEach(entry -> segment.invalidate(entry.key(), now));
    return new InvalidateReply(
        selected.size(), next.map(hash -> new ScanPosition(hash, start.asOf())));
  }

  @Override
  public boolean writes() {
    return true;
  }
}
