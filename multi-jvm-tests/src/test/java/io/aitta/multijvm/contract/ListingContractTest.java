package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.encode;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.stats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Many entries at once": GET. */
final class ListingContractTest extends ContractTest {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

  @Test
  void line_tellsAboutAnEntry() {
    String etag =
        here.put(entry(cache, "a") + "?ttl=1h", "äb", "Content-Type", "text/plain").etag();
    JsonNode line = there.get(entries(cache)).is(200).lines().get(0);
    assertThat(line.path("key").asText()).isEqualTo("a");
    assertThat(line.path("etag").asText()).isEqualTo(etag);
    assertThat(line.path("size").asInt()).isEqualTo(3);
    assertThat(line.path("contentType").asText()).isEqualTo("text/plain");
    assertThat(Durations.parse(line.path("ttl").asText())).isPositive();
    assertThat(line.has("value")).isFalse();
    assertThat(line.has("base64")).isFalse();
  }

  @Test
  void values_areListedWhenAskedFor() {
    here.put(entry(cache, "a"), "text", "Content-Type", "text/plain").is(201);
    here.put(entry(cache, "b"), new byte[] {0}, "Content-Type", "image/png").is(201);
    List<JsonNode> lines = there.get(entries(cache) + "?values=true").is(200).lines();
    for (JsonNode line : lines) {
      boolean text = line.path("key").asText().equals("a");
      assertThat(line.path(text ? "value" : "base64").asText()).isEqualTo(text ? "text" : "AA==");
      assertThat(line.has(text ? "base64" : "value")).isFalse();
    }
    assertThat(lines).hasSize(2);
    assertThat(there.get(entries(cache) + "?values=false").lines().get(0).has("value")).isFalse();
  }

  @Test
  void emptyCache_hasAnEmptyListing() {
    store("a", "v");
    here.delete(entry(cache, "a")).is(204);
    Answer listing = there.get(entries(cache)).is(200);
    assertThat(listing.body()).isEmpty();
    assertThat(listing.header("Link")).isEmpty();
    assertThat(listing.only("Content-Type")).startsWith("application/x-ndjson");
  }

  @Test
  void prefix_choosesWhatBeginsWithIt() {
    List.of("user:1", "user:2", "user", "users", "User:1", "user:/ä+1", "a user:1")
        .forEach(key -> store(key, "v"));
    assertThat(keys(there, entries(cache) + "?prefix=user:"))
        .containsExactlyInAnyOrder("user:1", "user:2", "user:/ä+1");
    assertThat(keys(there, entries(cache) + "?prefix=" + encode("user:/ä+")))
        .containsExactly("user:/ä+1");
    assertThat(keys(there, entries(cache) + "?prefix=nothing")).isEmpty();
    assertThat(keys(there, entries(cache) + "?prefix=")).hasSize(7);
  }

  @Test
  void pages_areLinkedAndServedByEveryNode() {
    fill(130, "p/+ä");
    Api[] doors = {here, there};
    List<String> listed = new ArrayList<>();
    Optional<String> page = Optional.of(entries(cache) + "?limit=50&prefix=" + encode("p/+ä"));
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; page.isPresent(); i++) {
      Answer answer = doors[i % 2].get(page.get()).is(200);
      answer.lines().forEach(line -> listed.add(line.path("key").asText()));
      sizes.add(answer.lines().size());
      page = next(answer);
    }
    assertThat(listed).hasSize(130).doesNotHaveDuplicates();
    assertThat(sizes.subList(0, 2)).containsExactly(50, 50);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(130);
  }

  @Test
  void page_hasAThousandEntriesUnlessToldOtherwise() {
    fill(1200, "k");
    Answer first = there.get(entries(cache)).is(200);
    assertThat(first.lines()).hasSize(1000);
    assertThat(there.get(next(first).orElseThrow()).is(200).lines()).hasSize(200);
    Answer all = there.get(entries(cache) + "?limit=10000").is(200);
    assertThat(all.lines()).hasSize(1200);
    assertThat(next(all)).isEmpty();
    assertThat(there.get(entries(cache) + "?limit=1").is(200).lines()).hasSize(1);
  }

  @Test
  void valuesOfPages_areAskedForOnce() {
    fill(30, "k");
    Answer first = there.get(entries(cache) + "?limit=20&values=true").is(200);
    Answer second = there.get(next(first).orElseThrow()).is(200);
    assertThat(second.lines()).hasSize(10).allMatch(line -> line.has("value"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=10001",
        "limit=-1",
        "limit=many",
        "limit=",
        "limit=1.5",
        "values=maybe",
        "cursor=garbage",
        "cursor=%00",
        "cursor=AAAA",
        "limit=99999999999999999999",
        "prefix=%FF",
        "limit=5&limit=6"
      })
  void badParameters_areRefused(String query) {
    store("a", "v");
    here.get(entries(cache) + "?" + query).isProblem(400, "invalid-parameter");
  }

  @Test
  void tamperedCursor_isRefusedOrListsNothingElse() {
    fill(60, "k");
    String link = next(here.get(entries(cache) + "?limit=10").is(200)).orElseThrow();
    Matcher cursor = Pattern.compile("cursor=([^&]+)").matcher(link);
    assertThat(cursor.find()).isTrue();
    for (String tampered : List.of(cursor.group(1) + "x", cursor.group(1).substring(1))) {
      Answer answer = here.get(entries(cache) + "?limit=10&cursor=" + tampered);
      assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
    }
  }

  @Test
  void listing_countsNeitherHitsNorMisses() {
    store("a", "v");
    there.get(entries(cache) + "?values=true").is(200);
    JsonNode stats = here.get(stats(cache)).is(200).json();
    assertThat(stats.path("hits").asLong(-1)).isZero();
    assertThat(stats.path("misses").asLong(-1)).isZero();
  }

  @Test
  void expiredEntries_areNotListed() {
    store("a", "v");
    here.put(entry(cache, "b") + "?ttl=50ms", "v").is(201);
    await().atMost(PATIENCE).until(() -> here.get(entry(cache, "b")).status() == 404);
    assertThat(keys(there, entries(cache))).containsExactly("a");
  }

  @Test
  void entriesThatStay_areListedExactlyOnceWhateverIsWrittenMeanwhile() throws Exception {
    fill(1500, "stay");
    ExecutorService writers = Executors.newFixedThreadPool(2);
    AtomicBoolean listing = new AtomicBoolean(true);
    try {
      Future<?> churn = writers.submit(() -> churn(listing));
      Future<?> overwrite = writers.submit(() -> overwrite(listing));
      for (int round = 0; round < 3; round++) {
        List<String> stayed =
            keys(there, entries(cache) + "?limit=70").stream()
                .filter(key -> key.startsWith("stay"))
                .toList();
        assertThat(stayed).hasSize(1500).doesNotHaveDuplicates();
      }
      listing.set(false);
      churn.get();
      overwrite.get();
    } finally {
      listing.set(false);
      writers.shutdownNow();
    }
  }

  private void churn(AtomicBoolean going) {
    for (int i = 0; going.get(); i++) {
      String op = i % 2 == 0 ? "\"put\",\"value\":\"v\"" : "\"delete\"";
      here.postLines(entries(cache), lines(300, op, "come-and-go")).is(200);
    }
  }

  private void overwrite(AtomicBoolean going) {
    for (int i = 0; going.get(); i++) {
      there.put(entry(cache, "stay" + i % 1500), "longer ".repeat(i % 7)).is(204);
    }
  }

  private void fill(int count, String prefix) {
    here.postLines(entries(cache), lines(count, "\"put\",\"value\":\"v\"", prefix)).is(200);
  }

  private static String lines(int count, String operation, String prefix) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"op\":%s,\"key\":\"%s%d\"}%n".formatted(operation, prefix, i))
        .collect(Collectors.joining());
  }

  private static List<String> keys(Api door, String path) {
    List<String> keys = new ArrayList<>();
    Optional<String> page = Optional.of(path);
    while (page.isPresent()) {
      Answer answer = door.get(page.get()).is(200);
      answer.lines().forEach(line -> keys.add(line.path("key").asText()));
      page = next(answer);
    }
    return keys;
  }

  /** The path and query of the next page, whichever node it is asked from. */
  private static Optional<String> next(Answer answer) {
    return answer
        .header("Link")
        .map(
            link -> {
              Matcher next = NEXT.matcher(link);
              assertThat(next.find()).as("a link to the next page in %s", link).isTrue();
              return next.group(1).replaceFirst("^https?://[^/]+", "");
            });
  }
}
