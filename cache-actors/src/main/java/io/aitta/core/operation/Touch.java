package io.aitta.core.operation;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.TouchReply;
import java.util.Optional;

/** Uses an entry without reading it: restarts its idle time and marks it as most recently used. */
public record Touch(CacheKey key) implements KeyOperation<TouchReply> {
  public Touch {
    requireNonNull(key, "key is null");
  }

  @Override
  public TouchReply applyTo(Segment segment, long now) {
    Optional<Entry> entry = segment.peek(key, now);
    if (entry.isEmpty()) {
      return new Absent();
    }
    segment.changeLifespan(key, entry.get().lifespan(), now);
    return new TouchReply.Touched(entry.get().version());
  }

  @Override
  public boolean writes() {
    return true;
  }
}
