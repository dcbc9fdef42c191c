package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.multijvm.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Entries": GET, HEAD, PUT and DELETE without conditions. */
final class EntriesContractTest extends ContractTest {
  @Test
  void get_tellsAllAboutAnEntry() {
    String etag = store("k", "v");
    Answer read = there.get(entry(cache, "k")).is(200);
    assertThat(read.text()).isEqualTo("v");
    assertThat(read.only("Content-Type")).isEqualTo("text/plain");
    assertThat(read.etag()).isEqualTo(etag);
    assertThat(read.only("Cache-Status")).isEqualTo("aitta; hit");
    assertThat(read.header("Cache-Control")).isEmpty();
    assertThat(read.header("Age")).isEmpty();
    assertThat(lastModified(read))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(2));
  }

  @Test
  void getOfAnEntryWithALifetime_tellsWhatIsLeft() {
    here.put(entry(cache, "k") + "?ttl=1000s", "v").is(201);
    Answer read = there.get(entry(cache, "k")).is(200);
    assertThat(read.only("Cache-Status")).matches("aitta; hit; ?ttl=(1000|9\\d\\d)");
    assertThat(read.only("Cache-Control")).matches("max-age=(1000|9\\d\\d)");
    assertThat(read.header("Age")).isEmpty();
  }

  @Test
  void miss_isSaidToBeOne() {
    store("other", "v");
    Answer miss = here.get(entry(cache, "k")).isProblem(404, "entry-not-found");
    assertThat(miss.only("Cache-Status")).isEqualTo("aitta; fwd=miss");
    assertThat(here.head(entry(cache, "k")).is(404).only("Cache-Status"))
        .isEqualTo("aitta; fwd=miss");
  }

  @Test
  void head_isGetWithoutABody() {
    here.put(entry(cache, "k") + "?ttl=1h", "v".repeat(1234), "Content-Type", "text/x-y; a=b")
        .is(201);
    String etag = here.get(entry(cache, "k")).etag();
    for (String[] condition :
        new String[][] {
          {}, {"If-None-Match", etag}, {"If-Match", OTHER_ETAG}, {"If-None-Match", OTHER_ETAG}
        }) {
      Answer get = here.get(entry(cache, "k"), condition);
      Answer head = here.head(entry(cache, "k"), condition);
      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.body()).isEmpty();
      assertThat(comparable(head)).isEqualTo(comparable(get));
    }
    assertThat(here.head(entry(cache, "k")).only("Content-Length")).isEqualTo("1234");
  }

  @Test
  void headOfWhatIsAbsent_isGetWithoutABody() {
    store("other", "v");
    Answer get = here.get(entry(cache, "k")).is(404);
    Answer head = here.head(entry(cache, "k")).is(404);
    assertThat(head.body()).isEmpty();
    assertThat(comparable(head)).isEqualTo(comparable(get));
  }

  @Test
  void put_answersWithTheNewEtagAndNoBody() {
    Answer created = here.put(entry(cache, "k"), "v").is(201);
    assertThat(created.body()).isEmpty();
    assertThat(here.base().resolve(created.only("Location")).getRawPath())
        .isEqualTo(entry(cache, "k"));
    assertThat(there.get(entry(cache, "k")).etag()).isEqualTo(created.etag());
    Answer replaced = there.put(entry(cache, "k"), "v").is(204);
    assertThat(replaced.header("Location")).isEmpty();
    assertThat(replaced.etag()).isNotEqualTo(created.etag());
    assertThat(here.get(entry(cache, "k")).etag()).isEqualTo(replaced.etag());
  }

  @Test
  void put_replacesTypeLifetimeAndValue() {
    here.put(entry(cache, "k") + "?ttl=1h&max-idle=1h", "old", "Content-Type", "text/plain")
        .is(201);
    there.put(entry(cache, "k"), "new", "Content-Type", "image/png").is(204);
    Answer read = here.get(entry(cache, "k")).is(200);
    assertThat(read.text()).isEqualTo("new");
    assertThat(read.only("Content-Type")).isEqualTo("image/png");
    assertThat(read.header("Cache-Control")).isEmpty();
  }

  @Test
  void delete_removesForEverybody() {
    store("k", "v");
    assertThat(here.delete(entry(cache, "k")).is(204).body()).isEmpty();
    there.get(entry(cache, "k")).isProblem(404, "entry-not-found");
    there.delete(entry(cache, "k")).isProblem(404, "entry-not-found");
  }

  @Test
  void etags_areNeverShared() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      assertThat(seen.add(here.put(entry(cache, "k"), "same").is(201).etag())).isTrue();
      assertThat(seen.add(there.put(entry(cache, "k"), "same").is(204).etag())).isTrue();
      there.delete(entry(cache, "k")).is(204);
    }
  }

  @Test
  void etag_isNotSharedAfterExpiry() {
    String before = here.put(entry(cache, "k") + "?ttl=50ms", "same").is(201).etag();
    await().atMost(PATIENCE).until(() -> there.get(entry(cache, "k")).status() == 404);
    assertThat(here.put(entry(cache, "k"), "same").is(201).etag()).isNotEqualTo(before);
    there.put(entry(cache, "k"), "x", "If-Match", before).isProblem(412, "precondition-failed");
  }

  @Test
  void etag_staysAsLongAsNobodyWrites() {
    String etag = store("k", "v");
    for (int i = 0; i < 10; i++) {
      assertThat(here.get(entry(cache, "k")).etag()).isEqualTo(etag);
      assertThat(there.head(entry(cache, "k")).etag()).isEqualTo(etag);
    }
  }

  @Test
  void maxAge_isATimeToLive() {
    here.put(entry(cache, "k"), "v", "Cache-Control", "no-transform, max-age=1000").is(201);
    assertThat(there.get(entry(cache, "k")).only("Cache-Control"))
        .matches("max-age=(1000|9\\d\\d)");
  }

  @Test
  void ttlOfTheQuery_winsOverMaxAge() {
    here.put(entry(cache, "k") + "?ttl=500s", "v", "Cache-Control", "max-age=5000").is(201);
    assertThat(there.get(entry(cache, "k")).only("Cache-Control")).matches("max-age=(500|4\\d\\d)");
  }

  @Test
  void lifetimeOfTheRequest_winsOverTheCaches() {
    here.putJson(cache(cache), "{\"ttl\":\"1h\"}").is(201);
    here.put(entry(cache, "k") + "?ttl=500s", "v").is(201);
    assertThat(there.get(entry(cache, "k")).only("Cache-Control")).matches("max-age=(500|4\\d\\d)");
  }

  @Test
  void entry_isGoneWhenItsTimeHasPassed() {
    long before = System.nanoTime();
    here.put(entry(cache, "k") + "?ttl=900ms", "v").is(201);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> there.get(entry(cache, "k")).status() == 404);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(850));
    here.put(entry(cache, "k"), "v").is(201);
  }

  /** Where this machine stalls for longer than an entry may be idle, it is tried with more. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void read_restartsMaxIdle(String method) {
    assertThat(Stream.of(600, 2_000, 6_000, 20_000))
        .as("max-idle, in ms, that reads kept from passing")
        .anyMatch(maxIdle -> isKeptByReads(method, Duration.ofMillis(maxIdle)));
  }

  /** False where a read came so late that by another clock the entry may be gone. */
  private boolean isKeptByReads(String method, Duration maxIdle) {
    String path = entry(cache, "idle-" + maxIdle.toMillis());
    long start = System.nanoTime();
    here.put(path + "?max-idle=" + maxIdle.toMillis() + "ms", "v").is(201);
    long lastUse = start;
    while (System.nanoTime() - start < maxIdle.toNanos() * 3 / 2) {
      long sent = System.nanoTime();
      Answer read = there.call(method, path, "");
      if (System.nanoTime() - lastUse >= maxIdle.toNanos() * 9 / 10) {
        return false;
      }
      read.is(200);
      lastUse = sent;
    }
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void entryThatNobodyReads_isGoneAfterMaxIdle(String method) {
    here.put(entry(cache, "k") + "?max-idle=400ms", "v").is(201);
    await()
        .pollDelay(Duration.ofMillis(700))
        .atMost(PATIENCE)
        .untilAsserted(() -> there.call(method, entry(cache, "k"), "").is(404));
  }

  @Test
  void wrongMethod_isTold() {
    store("k", "v");
    for (String method : List.of("POST", "PATCH", "TRACE")) {
      Answer refused = here.call(method, entry(cache, "k"), method.equals("TRACE") ? "" : "x");
      assertThat(refused.isProblem(405, "method-not-allowed").only("Allow"))
          .contains("GET", "HEAD", "PUT", "DELETE");
    }
    assertThat(there.get(entry(cache, "k")).text()).isEqualTo("v");
  }

  private static Map<String, List<String>> comparable(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().map());
    List.of("Date", "Cache-Control", "Cache-Status").forEach(headers::remove);
    return headers;
  }

  private static Instant lastModified(Answer read) {
    return ZonedDateTime.parse(read.only("Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant();
  }
}
