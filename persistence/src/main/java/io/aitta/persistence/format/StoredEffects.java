package io.aitta.persistence.format;

import static io.aitta.persistence.format.StoredValues.CACHE;
import static io.aitta.persistence.format.StoredValues.ENTRY;
import static io.aitta.persistence.format.StoredValues.KEY;
import static io.aitta.persistence.format.StoredValues.LIFESPAN;
import static io.aitta.persistence.format.StoredValues.VERSION;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Version;
import io.aitta.core.partition.Effect;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;

/** What operations did to entries and caches. */
final class StoredEffects {
  static final Codec<Effect> EFFECT = withSegments(entries()).codec();

  private StoredEffects() {}

  private static Variants<Effect> entries() {
    Codec<Effect.EntryRemoved.Cause> cause = Codec.constant(Effect.EntryRemoved.Cause.class);
    return Variants.<Effect>of("effect")
        .with(
            StoredCodes.ENTRY_STORED,
            Effect.EntryStored.class,
            (out, stored) -> {
              CACHE.write(out, stored.cache());
              ENTRY.write(out, stored.entry());
            },
            in -> new Effect.EntryStored(CACHE.read(in), ENTRY.read(in)))
        .with(
            StoredCodes.ENTRY_REMOVED,
            Effect.EntryRemoved.class,
            (out, removed) -> {
              CACHE.write(out, removed.cache());
              VERSION.write(out, removed.version());
              KEY.write(out, removed.removed());
              cause.write(out, removed.cause());
            },
            in ->
                new Effect.EntryRemoved(
                    CACHE.read(in), VERSION.read(in), KEY.read(in), cause.read(in)))
        .with(
            StoredCodes.LIFESPAN_CHANGED,
            Effect.LifespanChanged.class,
            StoredEffects::write,
            StoredEffects::readLifespanChanged);
  }

  private static Variants<Effect> withSegments(Variants<Effect> family) {
    return family
        .with(
            StoredCodes.SEGMENT_CLEARED,
            Effect.SegmentCleared.class,
            (out, cleared) -> {
              CACHE.write(out, cleared.cache());
              VERSION.write(out, cleared.version());
            },
            in -> new Effect.SegmentCleared(CACHE.read(in), VERSION.read(in)))
        .with(
            StoredCodes.SEGMENT_DROPPED,
            Effect.SegmentDropped.class,
            (out, dropped) -> {
              CACHE.write(out, dropped.cache());
              VERSION.write(out, dropped.version());
            },
            in -> new Effect.SegmentDropped(CACHE.read(in), VERSION.read(in)));
  }

  private static void write(WireOutput out, Effect.LifespanChanged changed) {
    CACHE.write(out, changed.cache());
    VERSION.write(out, changed.version());
    KEY.write(out, changed.changed());
    EventMemory.of(out).writeTime(out, changed.lastAccess());
    LIFESPAN.write(out, changed.lifespan());
  }

  private static Effect.LifespanChanged readLifespanChanged(WireInput in) {
    CacheId cache = CACHE.read(in);
    Version version = VERSION.read(in);
    CacheKey key = KEY.read(in);
    long lastAccess = EventMemory.of(in).readTime(in);
    Lifespan lifespan = LIFESPAN.read(in);
    return new Effect.LifespanChanged(cache, version, key, lifespan, lastAccess);
  }
}
