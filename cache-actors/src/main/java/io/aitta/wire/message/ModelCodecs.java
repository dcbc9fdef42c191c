package io.aitta.wire.message;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The values that operations and replies are made of. Sets are written sorted. */
public final class ModelCodecs {
  static final Codec<String> TEXT = new Codec<>(WireOutput::text, WireInput::text);

  static final Codec<Long> NUMBER = new Codec<>(WireOutput::i64, WireInput::i64);

  /** What is never the same for two processes or storages. */
  static final Codec<UUID> IDENTITY =
      new Codec<>(
          (out, id) -> {
            out.i64(id.getMostSignificantBits());
            out.i64(id.getLeastSignificantBits());
          },
          in -> new UUID(in.i64(), in.i64()));

  static final Codec<CacheKey> KEY =
      new Codec<>(
          (out, key) -> {
            out.length(key.length());
            out.raw(key);
          },
          in -> CacheKey.owning(in.bytes()));

  static final Codec<CacheValue> VALUE =
      new Codec<>(
          (out, value) -> {
            out.text(value.contentType());
            out.length(value.length());
            out.raw(value.asBuffer());
          },
          in -> {
            String contentType = in.commonText();
            return CacheValue.owning(in.bytes(), contentType);
          });

  static final Codec<Version> VERSION =
      new Codec<>(
          (out, version) -> {
            out.i64(version.epoch());
            out.i64(version.sequence());
          },
          in -> new Version(in.i64(), in.i64()));

  public static final Codec<CacheId> CACHE_ID =
      new Codec<>(
          (out, cache) -> {
            out.text(cache.name().text());
            VERSION.write(out, cache.incarnation());
          },
          in -> new CacheId(new CacheName(in.text()), VERSION.read(in)));

  static final Codec<Lifetime> LIFETIME =
      new Codec<>(
          (out, lifetime) -> {
            out.i64(lifetime.timeToLiveMillis());
            out.i64(lifetime.maxIdleMillis());
          },
          in -> new Lifetime(in.i64(), in.i64()));

  static final Codec<Lifespan> LIFESPAN =
      new Codec<>(
          (out, lifespan) -> {
            out.i64(lifespan.expiresAt());
            out.i64(lifespan.maxIdleMillis());
          },
          in -> new Lifespan(in.i64(), in.i64()));

  static final Codec<Tags> TAGS =
      TEXT.list(Tags.MAX)
          .mapped(Tags::names, names -> names.isEmpty() ? Tags.NONE : new Tags(names));

  static final Codec<ScanPosition> SCAN_POSITION =
      new Codec<>(
          (out, position) -> {
            out.i64(position.nextHash());
            VERSION.write(out, position.asOf());
          },
          in -> new ScanPosition(in.i64(), VERSION.read(in)));

  static final Codec<Condition> CONDITION = condition();

  static final Codec<Selector> SELECTOR = selector();

  static final Codec<Entry> ENTRY =
      new Codec<>(
          (out, entry) -> {
            KEY.write(out, entry.key());
            VALUE.write(out, entry.value());
            VERSION.write(out, entry.version());
            TAGS.write(out, entry.tags());
            LIFESPAN.write(out, entry.lifespan());
            out.i64(entry.modifiedAt());
            out.i64(entry.lastAccess());
          },
          in ->
              new Entry(
                  KEY.read(in),
                  VALUE.read(in),
                  VERSION.read(in),
                  TAGS.read(in),
                  LIFESPAN.read(in),
                  in.i64(),
                  in.i64()));

  static final Codec<CacheStatistics> STATISTICS =
      new Codec<>(
          (out, statistics) -> {
            out.i64(statistics.entries());
            out.i64(statistics.bytes());
            out.i64(statistics.hits());
            out.i64(statistics.misses());
            out.i64(statistics.puts());
            out.i64(statistics.removals());
            out.i64(statistics.expirations());
            out.i64(statistics.evictions());
          },
          in ->
              new CacheStatistics(
                  in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64(), in.i64()));

  private ModelCodecs() {}

  private static Codec<Condition> condition() {
    Codec<List<Version>> versions = VERSION.list(Condition.Versions.MAX);
    Codec<Condition.Match> side =
        Variants.<Condition.Match>of("side of a condition")
            .with(WireCodes.UNASKED, Condition.Unasked.class, Condition.Unasked::new)
            .with(WireCodes.ANY_VERSION, Condition.AnyVersion.class, Condition.AnyVersion::new)
            .with(
                WireCodes.VERSIONS,
                Condition.Versions.class,
                (out, some) -> versions.write(out, sorted(some.versions())),
                in -> new Condition.Versions(Set.copyOf(versions.read(in))))
            .with(
                WireCodes.UNMODIFIED_SINCE,
                Condition.UnmodifiedSince.class,
                (out, date) -> out.i64(date.second()),
                in -> new Condition.UnmodifiedSince(in.i64()))
            .codec();
    return new Codec<>(
        (out, condition) -> {
          side.write(out, condition.required());
          side.write(out, condition.refused());
        },
        in -> new Condition(side.read(in), side.read(in)));
  }

  private static Codec<Selector> selector() {
    Codec<List<String>> texts = TEXT.list(Selector.Tagged.MAX);
    return Variants.<Selector>of("selector")
        .with(WireCodes.ALL, Selector.All.class, Selector.All::new)
        .with(
            WireCodes.TAGGED,
            Selector.Tagged.class,
            (out, tagged) -> texts.write(out, sorted(tagged.anyOf())),
            in -> new Selector.Tagged(Set.copyOf(texts.read(in))))
        .with(
            WireCodes.PREFIXED,
            Selector.Prefixed.class,
            (out, prefixed) -> {
              byte[] prefix = prefixed.prefix();
              out.length(prefix.length);
              out.raw(prefix, 0, prefix.length);
            },
            in -> new Selector.Prefixed(in.bytes()))
        .codec();
  }

  private static <T extends Comparable<T>> List<T> sorted(Set<T> values) {
    return values.stream().sorted().toList();
  }
}
