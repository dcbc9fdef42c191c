package io.aitta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.core.reply.TouchReply;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway promises of one entry. */
interface EntryContract extends GatewayFixture {
  @Test
  default void put_newKey_isCreated() {
    CacheProbe cache = cache();
    assertThat(cache.put("a", "1")).isInstanceOf(StoreReply.Created.class);
    assertThat(cache.getText("a")).contains("1");
  }

  @Test
  default void put_knownKey_isReplacedAtAGreaterVersion() {
    CacheProbe cache = cache();
    Version first = cache.stored("a", "1");
    StoreReply reply = cache.put("a", "2");
    assertThat(reply).isInstanceOf(StoreReply.Replaced.class);
    assertThat(((StoreReply.Replaced) reply).version()).isGreaterThan(first);
    assertThat(cache.getText("a")).contains("2");
  }

  @Test
  default void get_storedEntry_isAsStored() {
    CacheProbe cache = cache();
    CacheKey key = CacheKey.of("käy/ttö:+ %2F");
    CacheValue value = CacheValue.copyOf(new byte[] {0, -1, 13, 10}, "image/x; a=\"b\"");
    cache.execute(new Put(key, value, Lifetime.INHERITED, Tags.of("x", "y"), Condition.ALWAYS));
    Lookup.Hit hit = (Lookup.Hit) cache.execute(new Get(key, true));
    assertThat(hit.found().key()).isEqualTo(key);
    assertThat(hit.found().value()).isEqualTo(value);
    assertThat(hit.found().tags()).isEqualTo(Tags.of("y", "x"));
    assertThat(hit.size()).isEqualTo(4);
  }

  @Test
  default void get_absentKey_isMiss() {
    assertThat(cache().execute(new Get(CacheKey.of("a"), true))).isEqualTo(new Lookup.Miss());
  }

  @Test
  default void get_withoutValue_tellsItsSizeAndType() {
    CacheProbe cache = cache();
    cache.put("a", "12345");
    Lookup.Hit hit = (Lookup.Hit) cache.execute(new Get(CacheKey.of("a"), false));
    assertThat(hit.size()).isEqualTo(5);
    assertThat(hit.found().value().length()).isZero();
    assertThat(hit.found().value().contentType()).isEqualTo("text/plain");
    assertThat(cache.getText("a")).contains("12345");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_000, 2_000_000})
  default void put_anySize_comesBackWhole(int size) {
    CacheProbe cache = cache();
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    CacheValue value = CacheValue.copyOf(bytes, CacheValue.OCTET_STREAM);
    cache.execute(
        new Put(CacheKey.of("a"), value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS));
    assertThat(cache.get("a").map(Entry::value)).contains(value);
  }

  @Test
  default void put_longestKeyOfAnyBytes_isKept() {
    CacheProbe cache = cache();
    byte[] bytes = new byte[CacheKey.MAX_BYTES];
    Arrays.fill(bytes, (byte) 0xFE);
    CacheKey key = CacheKey.copyOf(bytes);
    cache.execute(
        new Put(key, CacheProbe.text("1"), Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS));
    assertThat(cache.execute(new Get(key, true)).entry().map(Entry::key)).contains(key);
  }

  @Test
  default void put_ifAbsent_isRefusedWhereThereIsOne() {
    CacheProbe cache = cache();
    assertThat(cache.put("a", "1", Condition.IF_ABSENT)).isInstanceOf(StoreReply.Created.class);
    Version version = cache.get("a").orElseThrow().version();
    assertThat(cache.put("a", "2", Condition.IF_ABSENT))
        .isEqualTo(new PreconditionFailed(Optional.of(version)));
    assertThat(cache.getText("a")).contains("1");
  }

  @Test
  default void put_ifPresent_isRefusedWhereThereIsNone() {
    CacheProbe cache = cache();
    assertThat(cache.put("a", "1", Condition.IF_PRESENT))
        .isEqualTo(new PreconditionFailed(Optional.empty()));
    assertThat(cache.getText("a")).isEmpty();
    cache.put("a", "1");
    assertThat(cache.put("a", "2", Condition.IF_PRESENT)).isInstanceOf(StoreReply.Replaced.class);
  }

  @Test
  default void put_ifVersion_isDoneOnceOnly() {
    CacheProbe cache = cache();
    Version version = cache.stored("a", "1");
    assertThat(cache.put("a", "2", Condition.ifVersion(version)))
        .isInstanceOf(StoreReply.Replaced.class);
    assertThat(cache.put("a", "3", Condition.ifVersion(version)))
        .isInstanceOf(PreconditionFailed.class);
    assertThat(cache.getText("a")).contains("2");
  }

  @Test
  default void put_unlessVersion_isRefusedForThatOneOnly() {
    CacheProbe cache = cache();
    Version version = cache.stored("a", "1");
    Condition condition = Condition.unlessVersion(version);
    assertThat(cache.put("a", "2", condition)).isInstanceOf(PreconditionFailed.class);
    cache.put("a", "2");
    assertThat(cache.put("a", "3", condition)).isInstanceOf(StoreReply.Replaced.class);
    assertThat(cache.put("b", "1", condition)).isInstanceOf(StoreReply.Created.class);
  }

  @Test
  default void remove_presentThenAbsent_tellsWhich() {
    CacheProbe cache = cache();
    cache.put("a", "1");
    assertThat(cache.remove("a")).isEqualTo(new RemoveReply.Removed());
    assertThat(cache.remove("a")).isEqualTo(new Absent());
    assertThat(cache.getText("a")).isEmpty();
  }

  @Test
  default void remove_otherVersion_isRefused() {
    CacheProbe cache = cache();
    Version first = cache.stored("a", "1");
    Version second = cache.stored("a", "2");
    CacheKey key = CacheKey.of("a");
    assertThat(cache.execute(new Remove(key, Condition.ifVersion(first))))
        .isEqualTo(new PreconditionFailed(Optional.of(second)));
    assertThat(cache.execute(new Remove(key, Condition.ifVersion(second))))
        .isEqualTo(new RemoveReply.Removed());
    assertThat(cache.execute(new Remove(key, Condition.ifVersion(second)))).isEqualTo(new Absent());
  }

  @Test
  default void getAndPut_answersWithThePrevious() {
    CacheProbe cache = cache();
    GetAndPut swap =
        new GetAndPut(CacheKey.of("a"), CacheProbe.text("2"), Lifetime.INHERITED, Tags.NONE);
    SwapReply.Swapped first = (SwapReply.Swapped) cache.execute(swap);
    assertThat(first.previous()).isEmpty();
    SwapReply.Swapped second = (SwapReply.Swapped) cache.execute(swap);
    assertThat(second.previous().map(Entry::version)).contains(first.version());
    assertThat(second.version()).isGreaterThan(first.version());
  }

  @Test
  default void getAndRemove_answersWithTheEntryOnce() {
    CacheProbe cache = cache();
    cache.put("a", "1");
    GetAndRemove take = new GetAndRemove(CacheKey.of("a"));
    assertThat(cache.execute(take).entry().map(Entry::value)).contains(CacheProbe.text("1"));
    assertThat(cache.execute(take)).isEqualTo(new Lookup.Miss());
  }

  @Test
  default void increment_absent_startsAtInitial() {
    CacheProbe cache = cache();
    CountReply.Counted counted = (CountReply.Counted) cache.increment("n", 5, 100);
    assertThat(counted.value()).isEqualTo(105);
    assertThat(cache.getText("n")).contains("105");
    Entry entry = cache.get("n").orElseThrow();
    assertThat(entry.version()).isEqualTo(counted.version());
    assertThat(entry.value().contentType()).isEqualTo(Increment.CONTENT_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "41, 1, 42",
    "-1, -2, -3",
    "+7, 1, 8",
    "007, 0, 7",
    "-0, 0, 0",
    "9223372036854775806, 1, 9223372036854775807",
    "-9223372036854775808, 0, -9223372036854775808"
  })
  default void increment_decimalText_addsToIt(String text, long delta, long sum) {
    CacheProbe cache = cache();
    cache.put("n", text, Tags.of("t"));
    assertThat(((CountReply.Counted) cache.increment("n", delta, 1000)).value()).isEqualTo(sum);
    Entry entry = cache.get("n").orElseThrow();
    assertThat(entry.value()).isEqualTo(CacheProbe.text(Long.toString(sum)));
    assertThat(entry.tags()).isEqualTo(Tags.of("t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+",
        "a",
        "1.0",
        " 1",
        "1 ",
        "1\n",
        "0x1",
        "1e3",
        "--1",
        "٣",
        "9223372036854775808",
        "-9223372036854775809",
        "00000000000000000000001"
      })
  default void increment_noNumber_isRefused(String text) {
    CacheProbe cache = cache();
    cache.put("n", text);
    assertThat(cache.increment("n", 1, 0)).isEqualTo(new CountReply.NotANumber());
    assertThat(cache.getText("n")).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 1",
    "-9223372036854775808, -1",
    "1, 9223372036854775807",
    "-2, -9223372036854775807",
    "-1, -9223372036854775808"
  })
  default void increment_past64Bits_isRefused(long start, long delta) {
    CacheProbe cache = cache();
    cache.put("n", Long.toString(start));
    assertThat(cache.increment("n", delta, 0)).isEqualTo(new CountReply.OutOfRange());
    assertThat(cache.getText("n")).contains(Long.toString(start));
    assertThat(cache.increment("absent", delta, start)).isEqualTo(new CountReply.OutOfRange());
    assertThat(cache.getText("absent")).isEmpty();
  }

  @Test
  default void increment_otherVersion_isRefused() {
    CacheProbe cache = cache();
    Version first = cache.stored("n", "1");
    Version second = cache.stored("n", "2");
    Condition condition = Condition.ifVersion(first);
    assertThat(cache.execute(new Increment(CacheKey.of("n"), 1, 0, condition)))
        .isEqualTo(new PreconditionFailed(Optional.of(second)));
    assertThat(cache.getText("n")).contains("2");
  }

  @Test
  default void touch_keepsTheVersion() {
    CacheProbe cache = cache();
    Version version = cache.stored("a", "1");
    assertThat(cache.execute(new Touch(CacheKey.of("a"))))
        .isEqualTo(new TouchReply.Touched(version));
    assertThat(cache.execute(new Touch(CacheKey.of("b")))).isEqualTo(new Absent());
    assertThat(cache.get("a").map(Entry::version)).contains(version);
  }

  @Test
  default void versions_ofOneKey_alwaysGrow() {
    CacheProbe cache = cache();
    Version last = cache.stored("a", "1");
    for (int i = 0; i < 20; i++) {
      if (i % 2 == 0) {
        cache.remove("a");
      }
      Version next = cache.stored("a", "1");
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }
}
