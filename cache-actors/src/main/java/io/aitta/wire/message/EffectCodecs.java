package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.CACHE_ID;
import static io.aitta.wire.message.ModelCodecs.ENTRY;
import static io.aitta.wire.message.ModelCodecs.KEY;
import static io.aitta.wire.message.ModelCodecs.LIFESPAN;
import static io.aitta.wire.message.ModelCodecs.VERSION;

import io.aitta.core.partition.Effect;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;

/** What operations did to entries and caches. */
final class EffectCodecs {
  static final Codec<Effect> EFFECT = effects().codec();

  private EffectCodecs() {}

  private static Variants<Effect> effects() {
    return withSegments(withEntries(Variants.of("effect")));
  }

  private static Variants<Effect> withEntries(Variants<Effect> family) {
    Codec<Effect.EntryRemoved.Cause> cause = Codec.constant(Effect.EntryRemoved.Cause.class);
    return family
        .with(
            WireCodes.ENTRY_STORED,
            Effect.EntryStored.class,
            (out, stored) -> {
              CACHE_ID.write(out, stored.cache());
              ENTRY.write(out, stored.entry());
            },
            in -> new Effect.EntryStored(CACHE_ID.read(in), ENTRY.read(in)))
        .with(
            WireCodes.ENTRY_REMOVED,
            Effect.EntryRemoved.class,
            (out, removed) -> {
              CACHE_ID.write(out, removed.cache());
              VERSION.write(out, removed.version());
              KEY.write(out, removed.removed());
              cause.write(out, removed.cause());
            },
            in ->
                new Effect.EntryRemoved(
                    CACHE_ID.read(in), VERSION.read(in), KEY.read(in), cause.read(in)))
        .with(
            WireCodes.LIFESPAN_CHANGED,
            Effect.LifespanChanged.class,
            EffectCodecs::write,
            EffectCodecs::readLifespanChanged);
  }

  private static Variants<Effect> withSegments(Variants<Effect> family) {
    return family
        .with(
            WireCodes.SEGMENT_CLEARED,
            Effect.SegmentCleared.class,
            (out, cleared) -> {
              CACHE_ID.write(out, cleared.cache());
              VERSION.write(out, cleared.version());
            },
            in -> new Effect.SegmentCleared(CACHE_ID.read(in), VERSION.read(in)))
        .with(
            WireCodes.SEGMENT_DROPPED,
            Effect.SegmentDropped.class,
            (out, dropped) -> {
              CACHE_ID.write(out, dropped.cache());
              VERSION.write(out, dropped.version());
            },
            in -> new Effect.SegmentDropped(CACHE_ID.read(in), VERSION.read(in)));
  }

  private static void write(WireOutput out, Effect.LifespanChanged changed) {
    CACHE_ID.write(out, changed.cache());
    VERSION.write(out, changed.version());
    KEY.write(out, changed.changed());
    LIFESPAN.write(out, changed.lifespan());
    out.i64(changed.lastAccess());
  }

  private static Effect.LifespanChanged readLifespanChanged(WireInput in) {
    return new Effect.LifespanChanged(
        CACHE_ID.read(in), VERSION.read(in), KEY.read(in), LIFESPAN.read(in), in.i64());
  }
}
