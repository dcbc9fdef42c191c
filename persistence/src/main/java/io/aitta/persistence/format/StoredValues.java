package io.aitta.persistence.format;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.UUID;

/** The values that records are made of. */
final class StoredValues {
  /** As many as the bytes hold; what is stored was bounded by who made it. */
  static final int ANY = Integer.MAX_VALUE;

  static final Codec<Version> VERSION =
      new Codec<>(
          (out, version) -> EventMemory.of(out).write(out, version),
          in -> EventMemory.of(in).readVersion(in));

  static final Codec<CacheId> CACHE =
      new Codec<>(
          (out, cache) -> EventMemory.of(out).write(out, cache),
          in -> EventMemory.of(in).readCache(in));

  static final Codec<CacheKey> KEY =
      new Codec<>(
          (out, key) -> {
            out.length(key.length());
            out.raw(key);
          },
          in -> CacheKey.owning(in.bytes()));

  static final Codec<CacheName> NAME =
      new Codec<>((out, name) -> out.text(name.text()), in -> new CacheName(in.text()));

  static final Codec<MemberId> MEMBER =
      new Codec<>(
          (out, member) -> {
            out.text(member.node());
            out.i64(member.incarnation().getMostSignificantBits());
            out.i64(member.incarnation().getLeastSignificantBits());
          },
          in -> new MemberId(in.text(), new UUID(in.i64(), in.i64())));

  static final Codec<ScanPosition> SCAN_POSITION =
      new Codec<>(
          (out, position) -> {
            out.i64(position.nextHash());
            VERSION.write(out, position.asOf());
          },
          in -> new ScanPosition(in.i64(), VERSION.read(in)));

  static final Codec<Lifespan> LIFESPAN =
      new Codec<>(StoredValues::writeLifespan, StoredValues::readLifespan);

  static final Codec<CacheStatistics> STATISTICS =
      new Codec<>(StoredValues::writeStatistics, StoredValues::readStatistics);

  private static final Codec<CacheValue> VALUE =
      new Codec<>(
          (out, value) -> {
            EventMemory.of(out).writeContentType(out, value.contentType());
            out.length(value.length());
            out.raw(value.asBuffer());
          },
          in -> {
            String contentType = EventMemory.of(in).readContentType(in);
            return CacheValue.owning(in.bytes(), contentType);
          });

  private static final Codec<Tags> TAGS =
      new Codec<>(WireOutput::text, WireInput::commonText)
          .list(Tags.MAX)
          .mapped(Tags::names, names -> names.isEmpty() ? Tags.NONE : new Tags(names));

  static final Codec<Entry> ENTRY = new Codec<>(StoredValues::writeEntry, StoredValues::readEntry);

  private StoredValues() {}

  /** A cache as it is written once in an event. */
  static void writeCache(WireOutput out, CacheId cache) {
    NAME.write(out, cache.name());
    writePlain(out, cache.incarnation());
  }

  static CacheId readCache(WireInput in) {
    return new CacheId(NAME.read(in), readPlain(in));
  }

  /** A version that has nothing to do with those around it. */
  static void writePlain(WireOutput out, Version version) {
    Numbers.write(out, version.epoch());
    Numbers.write(out, version.sequence());
  }

  static Version readPlain(WireInput in) {
    return new Version(Numbers.read(in), Numbers.read(in));
  }

  private static void writeEntry(WireOutput out, Entry entry) {
    EventMemory memory = EventMemory.of(out);
    KEY.write(out, entry.key());
    VALUE.write(out, entry.value());
    memory.write(out, entry.version());
    TAGS.write(out, entry.tags());
    memory.writeTime(out, entry.modifiedAt());
    memory.writeTime(out, entry.lastAccess());
    LIFESPAN.write(out, entry.lifespan());
  }

  private static Entry readEntry(WireInput in) {
    EventMemory memory = EventMemory.of(in);
    CacheKey key = KEY.read(in);
    CacheValue value = VALUE.read(in);
    Version version = memory.readVersion(in);
    Tags tags = TAGS.read(in);
    long modifiedAt = memory.readTime(in);
    long lastAccess = memory.readTime(in);
    return new Entry(key, value, version, tags, LIFESPAN.read(in), modifiedAt, lastAccess);
  }

  /** Most entries have neither limit, so one byte says which there are. */
  private static void writeLifespan(WireOutput out, Lifespan lifespan) {
    boolean expires = lifespan.expiresAt() != Lifespan.NEVER;
    boolean idles = lifespan.maxIdleMillis() != Lifetime.NONE;
    out.u8((expires ? StoredCodes.EXPIRES : 0) | (idles ? StoredCodes.IDLES : 0));
    if (expires) {
      EventMemory.of(out).writeFarTime(out, lifespan.expiresAt());
    }
    if (idles) {
      Numbers.write(out, lifespan.maxIdleMillis());
    }
  }

  private static Lifespan readLifespan(WireInput in) {
    int limits = in.u8();
    if (limits > (StoredCodes.EXPIRES | StoredCodes.IDLES)) {
      throw new MalformedMessageException("a lifespan has no limits " + limits);
    }
    if (limits == 0) {
      return Lifespan.ENDLESS;
    }
    boolean expires = (limits & StoredCodes.EXPIRES) != 0;
    boolean idles = (limits & StoredCodes.IDLES) != 0;
    return new Lifespan(
        expires ? EventMemory.of(in).readFarTime(in) : Lifespan.NEVER,
        idles ? Numbers.read(in) : Lifetime.NONE);
  }

  private static void writeStatistics(WireOutput out, CacheStatistics statistics) {
    Numbers.write(out, statistics.entries());
    Numbers.write(out, statistics.bytes());
    Numbers.write(out, statistics.hits());
    Numbers.write(out, statistics.misses());
    Numbers.write(out, statistics.puts());
    Numbers.write(out, statistics.removals());
    Numbers.write(out, statistics.expirations());
    Numbers.write(out, statistics.evictions());
  }

  private static CacheStatistics readStatistics(WireInput in) {
    return new CacheStatistics(
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in),
        Numbers.read(in));
  }
}
