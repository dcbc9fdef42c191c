package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.invalidations;
import static io.aitta.multijvm.http.Uris.stats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Caches", without the limits, which {@link LimitsContractTest} fills up. */
final class CachesContractTest extends ContractTest {
  private static final String FULL =
      """
      {"ttl":"90s","maxIdle":"1h","maxEntries":1000,"maxBytes":1000000,"onFull":"reject",
       "replicated":false,"persistence":"none"}""";

  @Test
  void configuration_isReadBackEverywhereWithEveryDefault() {
    here.putJson(cache(cache), "{}").is(201);
    JsonNode config = there.get(cache(cache)).is(200).json();
    for (String limit : List.of("ttl", "maxIdle", "maxEntries", "maxBytes")) {
      assertThat(config.has(limit)).as("%s in %s", limit, config).isTrue();
      assertThat(config.path(limit).isNull()).as("%s in %s", limit, config).isTrue();
    }
    assertThat(config.path("onFull").asText()).isEqualTo("evict");
    assertThat(config.path("replicated").isBoolean()).isTrue();
    assertThat(config.path("replicated").asBoolean()).isTrue();
    assertThat(config.path("persistence").asText()).isEqualTo("none");
  }

  @Test
  void everyField_isKept() {
    here.putJson(cache(cache), FULL).is(201);
    JsonNode config = there.get(cache(cache)).is(200).json();
    assertThat(Durations.parse(config.path("ttl").asText())).isEqualTo(Duration.ofSeconds(90));
    assertThat(Durations.parse(config.path("maxIdle").asText())).isEqualTo(Duration.ofHours(1));
    assertThat(config.path("maxEntries").asLong()).isEqualTo(1000);
    assertThat(config.path("maxBytes").asLong()).isEqualTo(1_000_000);
    assertThat(config.path("onFull").asText()).isEqualTo("reject");
    assertThat(config.path("replicated").asBoolean(true)).isFalse();
  }

  @Test
  void configurationThatWasRead_canBeWrittenBack() {
    here.putJson(cache(cache), FULL).is(201);
    ObjectNode config = (ObjectNode) here.get(cache(cache)).is(200).json();
    config.remove("name");
    there.putJson(cache(cache), "{}").is(200);
    there.putJson(cache(cache), config.toString()).is(200);
    config.put("name", cache);
    assertThat(here.get(cache(cache)).json()).isEqualTo(config);
  }

  @Test
  void newConfiguration_replacesTheWholeOldOne() {
    here.putJson(cache(cache), FULL).is(201);
    there.putJson(cache(cache), "{\"maxEntries\":5}").is(200);
    JsonNode config = here.get(cache(cache)).is(200).json();
    assertThat(config.path("maxEntries").asLong()).isEqualTo(5);
    assertThat(config.path("ttl").isNull()).isTrue();
    assertThat(config.path("onFull").asText()).isEqualTo("evict");
    assertThat(config.path("replicated").asBoolean()).isTrue();
  }

  @Test
  void list_tellsEveryCacheWithItsConfiguration() {
    here.putJson(cache(cache), "{\"maxEntries\":77}").is(201);
    JsonNode caches = there.get("/v1/caches").is(200).json().path("caches");
    assertThat(StreamSupport.stream(caches.spliterator(), false))
        .filteredOn(one -> one.path("name").asText().equals(cache))
        .singleElement()
        .satisfies(one -> assertThat(one.toString()).contains("77", "evict", "replicated"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"size\":5} | size",
        "{\"ttl\":5} | ttl",
        "{\"ttl\":\"0s\"} | ttl",
        "{\"ttl\":\"soon\"} | ttl",
        "{\"maxIdle\":\"-1s\"} | maxIdle",
        "{\"maxEntries\":\"5\"} | maxEntries",
        "{\"maxEntries\":-1} | maxEntries",
        "{\"maxEntries\":1.5} | maxEntries",
        "{\"maxBytes\":true} | maxBytes",
        "{\"maxBytes\":99999999999999999999} | maxBytes",
        "{\"onFull\":\"explode\"} | onFull",
        "{\"onFull\":null} | onFull",
        "{\"replicated\":\"yes\"} | replicated",
        "{\"persistence\":\"sometimes\"} | persistence",
        "{\"persistence\":\"sync\"} | persistence",
        "{\"persistence\":\"async\"} | persistence"
      })
  void impossibleConfiguration_isRefusedWithTheNameOfTheField(String json, String field) {
    JsonNode problem = here.putJson(cache(cache), json).isProblem(422, "invalid-config").json();
    assertThat(problem.path("detail").asText()).contains(field);
    there.get(cache(cache)).isProblem(404, "cache-not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "5", "true", "null"})
  void configurationOfTheWrongShape_isRefused(String json) {
    here.putJson(cache(cache), json).isProblem(422, "invalid-config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"ttl\":}", "{} x", "ttl=5", "{'ttl':'5s'}", "{\"ttl\":\"5s\",}"})
  void configurationThatIsNoJson_isMalformed(String json) {
    here.putJson(cache(cache), json).isProblem(400, "malformed-json");
    there.get(cache(cache)).isProblem(404, "cache-not-found");
  }

  @Test
  void refusedConfiguration_changesNothing() {
    here.putJson(cache(cache), FULL).is(201);
    here.putJson(cache(cache), "{\"maxEntries\":-1}").isProblem(422, "invalid-config");
    assertThat(there.get(cache(cache)).json().path("maxEntries").asLong()).isEqualTo(1000);
  }

  @Test
  void delete_takesTheEntriesAlong() {
    store("k", "v");
    here.delete(cache(cache)).is(204);
    there.get(entry(cache, "k")).isProblem(404, "cache-not-found");
    there.get(cache(cache)).isProblem(404, "cache-not-found");
    there.delete(cache(cache)).isProblem(404, "cache-not-found");
    there.putJson(cache(cache), "{}").is(201);
    here.get(entry(cache, "k")).isProblem(404, "entry-not-found");
    assertThat(here.get(entries(cache)).is(200).body()).isEmpty();
  }

  @Test
  void etags_areNotSharedWithADeletedCache() {
    String before = store("k", "v");
    here.delete(cache(cache)).is(204);
    assertThat(store("k", "v")).isNotEqualTo(before);
    there.put(entry(cache, "k"), "w", "If-Match", before).isProblem(412, "precondition-failed");
  }

  @Test
  void lifetimeOfTheCache_isThatOfEntriesThatBringNone() {
    here.putJson(cache(cache), "{\"ttl\":\"1h\"}").is(201);
    store("k", "v");
    String left = there.get(entry(cache, "k")).is(200).only("Cache-Control");
    assertThat(Long.parseLong(left.replace("max-age=", ""))).isBetween(3570L, 3600L);
  }

  @Test
  void stats_countWhatHappened() {
    store("a", "1");
    store("b", "2");
    store("b", "3");
    long before = here.sentAgain();
    here.get(entry(cache, "a")).is(200);
    here.head(entry(cache, "a")).is(200);
    here.postLines(entries(cache), "{\"op\":\"get\",\"key\":\"a\"}").is(200);
    here.get(entry(cache, "none")).is(404);
    here.get(entries(cache)).is(200);
    here.delete(entry(cache, "a")).is(204);
    JsonNode stats = there.get(stats(cache)).is(200).json();
    assertReads(stats, 3, 1, here.sentAgain() - before);
    assertThat(stats.path("entries").asLong()).isEqualTo(1);
    assertThat(stats.path("puts").asLong()).isEqualTo(3);
    assertThat(stats.path("removals").asLong()).isEqualTo(1);
    assertThat(stats.path("partitions").asInt()).isPositive();
    assertThat(stats.path("evictions").asLong()).isZero();
    assertThat(stats.path("expirations").asLong()).isZero();
  }

  /**
   * @param again how many of the reads may have been done once more, since their answers were late
   */
  private static void assertReads(JsonNode stats, long hits, long misses, long again) {
    long countedHits = stats.path("hits").asLong();
    long countedMisses = stats.path("misses").asLong();
    assertThat(countedHits).isBetween(hits, hits + again);
    assertThat(countedMisses).isBetween(misses, misses + again);
    long counted = countedHits + countedMisses;
    assertThat(counted).isBetween(hits + misses, hits + misses + again);
    assertThat(stats.path("hitRatio").asDouble())
        .isCloseTo((double) countedHits / counted, within(1e-9));
  }

  @Test
  void stats_areTheSumOfTheNodes() {
    for (int i = 0; i < 60; i++) {
      store("k" + i, "v");
    }
    JsonNode stats = here.get(stats(cache)).is(200).json();
    assertThat(stats.path("nodes")).hasSize(3);
    for (String field : List.of("entries", "bytes", "puts", "hits", "partitions")) {
      long sum =
          StreamSupport.stream(stats.path("nodes").spliterator(), false)
              .mapToLong(node -> node.path(field).asLong())
              .sum();
      assertThat(sum).as(field).isEqualTo(stats.path(field).asLong());
    }
    assertThat(stats.path("entries").asLong()).isEqualTo(60);
    assertThat(stats.path("bytes").asLong()).isPositive();
  }

  @Test
  void bytes_areGivenBackByEveryRemoval() {
    for (int i = 0; i < 30; i++) {
      store("k" + i, "v".repeat(i * 10));
      store("k" + i, "v".repeat(300 - i * 10));
    }
    here.postJson(invalidations(cache), "{\"all\":true}").is(200);
    assertThat(there.get(stats(cache)).json().path("bytes").asLong(-1)).isZero();
  }

  @Test
  void expirations_areCounted() {
    here.put(entry(cache, "k") + "?ttl=50ms", "v").is(201);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode stats = there.get(stats(cache)).is(200).json();
              assertThat(stats.path("expirations").asLong()).isEqualTo(1);
              assertThat(stats.path("entries").asLong(-1)).isZero();
            });
  }

  @Test
  void invalidation_removesAllOrAPrefix() {
    List.of("user:1", "user:2", "user", "order:1").forEach(key -> store(key, "v"));
    assertThat(removed("{\"prefix\":\"user:\"}")).isEqualTo(2);
    there.get(entry(cache, "user:1")).is(404);
    there.get(entry(cache, "user")).is(200);
    assertThat(removed("{\"all\":true}")).isEqualTo(2);
    assertThat(removed("{\"all\":true}")).isZero();
    assertThat(there.get(stats(cache)).json().path("removals").asLong()).isEqualTo(4);
    there.get(cache(cache)).is(200);
  }

  @Test
  void invalidationByTags_removesWhatHasAnyOfThem() {
    here.put(entry(cache, "1") + "?tags=a,b", "v").is(201);
    here.put(entry(cache, "2") + "?tags=b,c", "v").is(201);
    here.put(entry(cache, "3") + "?tags=c", "v").is(201);
    here.put(entry(cache, "4"), "v").is(201);
    here.put(entry(cache, "5") + "?tags=a", "v").is(201);
    here.put(entry(cache, "5"), "the tag is gone with the value").is(204);
    assertThat(removed("{\"tags\":[\"a\",\"b\"]}")).isEqualTo(2);
    there.get(entry(cache, "1")).is(404);
    there.get(entry(cache, "2")).is(404);
    List.of("3", "4", "5").forEach(key -> there.get(entry(cache, key)).is(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"all\":true,\"prefix\":\"a\"}",
        "{\"prefix\":\"a\",\"tags\":[\"a\"]}",
        "{\"all\":false}",
        "{\"prefix\":5}",
        "{\"tags\":\"a\"}",
        "{\"tags\":[]}",
        "{\"every\":true}",
        "[]",
        "{\"all\":true,\"more\":1}",
        "{\"tags\":[1]}"
      })
  void invalidationThatIsNotExactlyOneOfThree_isRefused(String json) {
    store("a", "v");
    here.postJson(invalidations(cache), json).isProblem(422, "invalid-invalidation");
    there.get(entry(cache, "a")).is(200);
  }

  @Test
  void invalidationThatIsNoJson_isMalformed() {
    store("a", "v");
    here.postJson(invalidations(cache), "{\"all\":").isProblem(400, "malformed-json");
    here.post(invalidations(cache), "{\"all\":true}", "Content-Type", "text/plain")
        .isProblem(415, "unsupported-media-type");
    there.get(entry(cache, "a")).is(200);
  }

  private long removed(String invalidation) {
    JsonNode answer = here.postJson(invalidations(cache), invalidation).is(200).json();
    assertThat(answer.path("removed").isIntegralNumber()).isTrue();
    return answer.path("removed").asLong();
  }
}
