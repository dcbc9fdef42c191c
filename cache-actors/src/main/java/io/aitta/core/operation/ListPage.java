package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PageReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists a bounded number of entries from a place on; does not count as use of them.
 *
 * @param from where to begin; empty for the partition's start
 * @param limit how many entries to answer with, more only where keys share one hash; at least 1
 * @param maxBytes how many bytes of values to answer with, at least one entry; positive
 */
public record ListPage(
    Selector selector, Optional<ScanPosition> from, int limit, long maxBytes, boolean withValues)
    implements SegmentOperation<PageReply> {
  public ListPage {
    requireNonNull(selector, "selector is null");
    requireNonNull(from, "from is null");
    if (limit < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("a page has at least one entry and one byte");
    }
  }

  @Override
  public PageReply applyTo(Segment segment, long now) {
    ScanPosition start = from.orElseGet(() -> new ScanPosition(0, segment.version()));
    List<Lookup.Hit> hits = new ArrayList<>();
    long[] bytes = {0};
    Optional<Long> next =
        segment.walk(
            start.nextHash(),
            now,
            entry -> {
              if (selector.selects(entry.key(), entry.tags())) {
                hits.add(Get.hit(entry, withValues, now));
                bytes[0] += withValues ? entry.bytes() : 0;
              }
              return hits.size() < limit && bytes[0] < maxBytes;
            });
    return new PageReply(hits, next.map(hash -> new ScanPosition(hash, start.asOf())));
  }

  @Override
  public boolean writes() {
    return false;
  }
}
