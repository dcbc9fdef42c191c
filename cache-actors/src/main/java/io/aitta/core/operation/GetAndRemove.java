package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.reply.Lookup;

/** Removes an entry and answers with it. */
public record GetAndRemove(CacheKey key) implements KeyOperation<Lookup> {
  public GetAndRemove {
    requireNonNull(key, "key is null");
  }

  @Override
  public Lookup applyTo(Segment segment, long now) {
    Lookup found = new Get(key, true).applyTo(segment, now);
    if (found instanceof Lookup.Hit) {
      segment.remove(key, now);
    }
    return found;
  }

  @Override
  public boolean writes() {
    return true;
  }
}
