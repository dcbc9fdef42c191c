package io.aitta.persistence.format;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StatisticsReply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.core.reply.TouchReply;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Answers with fields of all shapes, and the values they are made of. */
final class ReplyArbitraries {
  private static final int FEW = 5;

  private final Arbitrary<Long> numbers = Arbitraries.longs();
  private final Arbitrary<Long> counts = Arbitraries.longs().greaterOrEqual(0);
  private final Arbitrary<String> texts =
      Arbitraries.strings().ascii().withChars('ä', '€', '中').ofMaxLength(100);
  private final Arbitrary<String> contentTypes =
      Arbitraries.oneOf(texts, Arbitraries.of("text/plain", "image/png", "image/gif"));
  private final Arbitrary<CacheKey> keys =
      Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(1024).map(CacheKey::copyOf);
  private final Arbitrary<CacheValue> values =
      Combinators.combine(Arbitraries.bytes().array(byte[].class).ofMaxSize(300), contentTypes)
          .as(CacheValue::copyOf);
  private final Arbitrary<Version> versions = Combinators.combine(counts, counts).as(Version::new);
  private final Arbitrary<Tags> tags =
      Arbitraries.strings()
          .alpha()
          .numeric()
          .withChars("._:-")
          .ofMinLength(1)
          .ofMaxLength(64)
          .list()
          .ofMaxSize(Tags.MAX)
          .map(Tags::new);
  private final Arbitrary<Lifespan> lifespans =
      Combinators.combine(
              Arbitraries.oneOf(numbers, Arbitraries.just(Lifespan.NEVER)),
              Arbitraries.oneOf(counts, Arbitraries.just(Lifetime.NONE)))
          .as(Lifespan::new);
  private final Arbitrary<Entry> entries =
      Combinators.combine(keys, values, versions, tags, lifespans, numbers, numbers).as(Entry::new);
  private final Arbitrary<Lookup.Hit> hits =
      Combinators.combine(entries, numbers, counts).as(Lookup.Hit::new);
  private final Arbitrary<Optional<ScanPosition>> positions =
      Combinators.combine(numbers, versions).as(ScanPosition::new).optional();

  Arbitrary<CacheKey> keys() {
    return keys;
  }

  Arbitrary<Version> versions() {
    return versions;
  }

  Arbitrary<Lifespan> lifespans() {
    return lifespans;
  }

  Arbitrary<Entry> entries() {
    return entries;
  }

  Arbitrary<Reply> replies() {
    Arbitrary<Reply> ofEntries = Arbitraries.oneOf(found(), changed());
    return Arbitraries.oneOf(
        ofEntries,
        ofEntries.list().ofMaxSize(FEW).map(BatchReply::new),
        Combinators.combine(hits.list().ofMaxSize(FEW), positions).as(PageReply::new),
        Combinators.combine(counts, positions).as(InvalidateReply::new),
        numbers.map(n -> new StatisticsReply(new CacheStatistics(n, 1, 2, n, 4, 5, 6, n))));
  }

  private Arbitrary<Reply> found() {
    return Arbitraries.oneOf(
        hits,
        Combinators.combine(versions, entries.optional()).as(SwapReply.Swapped::new),
        Combinators.combine(numbers, numbers, versions).as(LifetimeReply.Remaining::new),
        Arbitraries.of(new Lookup.Miss(), new Absent()));
  }

  private Arbitrary<Reply> changed() {
    return Arbitraries.oneOf(
        versions.map(StoreReply.Created::new),
        versions.map(StoreReply.Replaced::new),
        versions.map(TouchReply.Touched::new),
        versions.optional().map(PreconditionFailed::new),
        texts.map(OverBudget::new),
        Combinators.combine(numbers, versions).as(CountReply.Counted::new),
        Arbitraries.of(
            new RemoveReply.Removed(), new CountReply.NotANumber(), new CountReply.OutOfRange()));
  }
}
