package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches: configurations, statistics, invalidations. */
final class CachesTest {
  private static final String CACHE = "/v1/caches/c";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void put_newCache_isCreatedWithDefaults() {
    Rest.Answer put = rest.putJson(CACHE, "{}");
    assertThat(put.status()).isEqualTo(201);
    assertThat(put.header("Location")).hasValue(CACHE);
    String defaults =
        "{\"name\":\"c\",\"ttl\":null,\"maxIdle\":null,\"maxEntries\":null,\"maxBytes\":null,"
            + "\"onFull\":\"evict\",\"replicated\":true,\"persistence\":\"none\"}";
    assertThat(rest.get(CACHE).text()).isEqualTo(defaults);
    assertThat(rest.get("/v1/caches").text()).isEqualTo("{\"caches\":[" + defaults + "]}");
  }

  @Test
  void put_knownCache_replacesTheWholeConfiguration() {
    rest.putJson(CACHE, "{\"ttl\":\"30s\",\"maxEntries\":5,\"replicated\":false}");
    Rest.Answer put =
        rest.putJson(CACHE, "{\"maxIdle\":\"1.5m\",\"onFull\":\"reject\",\"maxBytes\":1000}");
    assertThat(put.status()).isEqualTo(200);
    JsonNode config = rest.get(CACHE).json();
    assertThat(config.get("ttl").isNull()).isTrue();
    assertThat(config.get("maxEntries").isNull()).isTrue();
    assertThat(config.get("replicated").booleanValue()).isTrue();
    assertThat(config.get("maxIdle").textValue()).isEqualTo("90s");
    assertThat(config.get("maxBytes").longValue()).isEqualTo(1000);
    assertThat(config.get("onFull").textValue()).isEqualTo("reject");
  }

  @Test
  void put_whatGetAnswered_changesNothing() {
    rest.putJson(CACHE, "{\"ttl\":\"30s\"}");
    String config = rest.get(CACHE).text();
    assertThat(rest.putJson(CACHE, config).status()).isEqualTo(200);
    assertThat(rest.get(CACHE).text()).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tll\":\"30s\"} | tll",
        "{\"ttl\":30} | ttl",
        "{\"ttl\":\"0s\"} | ttl",
        "{\"ttl\":\"soon\"} | ttl",
        "{\"maxIdle\":[]} | maxIdle",
        "{\"maxEntries\":0} | maxEntries",
        "{\"maxEntries\":-5} | maxEntries",
        "{\"maxEntries\":1.5} | maxEntries",
        "{\"maxEntries\":\"5\"} | maxEntries",
        "{\"maxBytes\":99999999999999999999} | maxBytes",
        "{\"onFull\":\"explode\"} | onFull",
        "{\"onFull\":null} | onFull",
        "{\"replicated\":\"yes\"} | replicated",
        "{\"persistence\":\"maybe\"} | persistence",
        "{\"persistence\":\"sync\"} | persistence",
        "{\"persistence\":\"async\"} | persistence",
        "{\"name\":\"other\"} | name",
        "[] | object",
        "\"text\" | object"
      })
  void put_wrongShape_namesTheField(String config, String field) {
    Rest.Answer put = rest.putJson(CACHE, config);
    assertThat(put.status()).isEqualTo(422);
    assertThat(put.problem()).isEqualTo("invalid-config");
    assertThat(put.detail()).contains(field);
    assertThat(rest.get(CACHE).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}{}",
        "{\"ttl\":\"1s\",\"ttl\":\"2s\"}",
        "nope",
        "[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void put_noJson_isMalformed(String body) {
    Rest.Answer put = rest.putJson(CACHE, body);
    assertThat(put.status()).isEqualTo(400);
    assertThat(put.problem()).isEqualTo("malformed-json");
  }

  @Test
  void put_persistenceOfWhatOnlyThePrimaryHas_isRefused() {
    try (RestServer durable = RestServer.startWithJournal()) {
      String both = "{\"replicated\":false,\"persistence\":\"async\"}";
      assertThat(durable.client().putJson(CACHE, both).status()).isEqualTo(422);
      assertThat(durable.client().putJson(CACHE, both).json().get("detail").textValue())
          .contains("'persistence' is 'async'", "'replicated' is false");
    }
  }

  @Test
  void put_persistenceWithJournal_isTaken() {
    try (RestServer durable = RestServer.startWithJournal()) {
      assertThat(durable.client().putJson(CACHE, "{\"persistence\":\"sync\"}").status())
          .isEqualTo(201);
      assertThat(durable.client().get(CACHE).json().get("persistence").textValue())
          .isEqualTo("sync");
    }
  }

  @Test
  void put_otherMediaType_isUnsupported() {
    assertThat(rest.put(CACHE, "{}", "Content-Type", "text/plain").problem())
        .isEqualTo("unsupported-media-type");
    assertThat(rest.put(CACHE, "{}").status()).isEqualTo(201);
    assertThat(rest.put(CACHE, "{}", "Content-Type", "application/json; charset=utf-8").status())
        .isEqualTo(200);
  }

  @Test
  void put_hugeBody_isTooLarge() {
    assertThat(rest.putJson(CACHE, " ".repeat(100_000) + "{}").problem())
        .isEqualTo("value-too-large");
  }

  @Test
  void delete_dropsTheEntriesToo() {
    rest.put(CACHE + "/entries/k", "v");
    assertThat(rest.delete(CACHE).status()).isEqualTo(204);
    assertThat(rest.delete(CACHE).problem()).isEqualTo("cache-not-found");
    assertThat(rest.get(CACHE).problem()).isEqualTo("cache-not-found");
    rest.putJson(CACHE, "{}");
    assertThat(rest.get(CACHE + "/entries/k").problem()).isEqualTo("entry-not-found");
  }

  @Test
  void stats_countWhatHappened() {
    rest.put(CACHE + "/entries/a", "v");
    rest.put(CACHE + "/entries/b?tags=t", "v");
    rest.get(CACHE + "/entries/a");
    rest.head(CACHE + "/entries/a");
    rest.get(CACHE + "/entries/none");
    rest.batch("c", "{\"op\":\"get\",\"key\":\"a\"}");
    rest.get(CACHE + "/entries");
    rest.postJson(CACHE + "/invalidations", "{\"tags\":[\"t\"]}");
    JsonNode stats = rest.get(CACHE + "/stats").json();
    assertThat(stats.get("entries").longValue()).isEqualTo(1);
    assertThat(stats.get("bytes").longValue()).isPositive();
    assertThat(stats.get("hits").longValue()).isEqualTo(3);
    assertThat(stats.get("misses").longValue()).isEqualTo(1);
    assertThat(stats.get("hitRatio").doubleValue()).isEqualTo(0.75);
    assertThat(stats.get("puts").longValue()).isEqualTo(2);
    assertThat(stats.get("removals").longValue()).isEqualTo(1);
    assertThat(stats.get("nodes")).hasSize(1);
    assertThat(stats.get("nodes").get(0).get("entries").longValue()).isEqualTo(1);
  }

  @Test
  void stats_cacheThatIsNot_isNotFound() {
    assertThat(rest.get(CACHE + "/stats").problem()).isEqualTo("cache-not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"all\":true} | 3",
        "{\"prefix\":\"user:\"} | 2",
        "{\"tags\":[\"x\"]} | 2",
        "{\"tags\":[\"x\",\"y\"]} | 3",
        "{\"tags\":[\"none\"]} | 0"
      })
  void invalidations_removeWhatIsSelected(String selector, int removed) {
    rest.put(CACHE + "/entries/user:1?tags=x", "v");
    rest.put(CACHE + "/entries/user:2?tags=x,y", "v");
    rest.put(CACHE + "/entries/other?tags=y", "v");
    Rest.Answer post = rest.postJson(CACHE + "/invalidations", selector);
    assertThat(post.status()).isEqualTo(200);
    assertThat(post.text()).isEqualTo("{\"removed\":" + removed + "}");
    assertThat(rest.get(CACHE + "/entries").lines()).hasSize(3 - removed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"all\":false}",
        "{\"all\":1}",
        "{\"all\":true,\"prefix\":\"a\"}",
        "{\"prefix\":1}",
        "{\"prefix\":\"\"}",
        "{\"tags\":[]}",
        "{\"tags\":\"a\"}",
        "{\"tags\":[1]}",
        "{\"every\":true}",
        "{\"prefix\":\"\\ud800\"}"
      })
  void invalidations_notOneOfTheThree_areRefused(String selector) {
    rest.put(CACHE + "/entries/k", "v");
    Rest.Answer post = rest.postJson(CACHE + "/invalidations", selector);
    assertThat(post.status()).isEqualTo(422);
    assertThat(post.problem()).isEqualTo("invalid-invalidation");
    assertThat(rest.get(CACHE + "/entries/k").status()).isEqualTo(200);
  }

  @Test
  void invalidations_malformedTag_isThatTagsProblem() {
    rest.put(CACHE + "/entries/k", "v");
    for (String tag : List.of("a b", "", "x".repeat(65))) {
      Rest.Answer post = rest.postJson(CACHE + "/invalidations", "{\"tags\":[\"" + tag + "\"]}");
      assertThat(post.status()).isEqualTo(400);
      assertThat(post.problem()).isEqualTo("invalid-tag");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match", "If-Unmodified-Since"})
  void condition_whereNoneApplies_isRefusedRatherThanIgnored(String header) {
    rest.putJson(CACHE, "{\"maxEntries\":5}");
    rest.put(CACHE + "/entries/k", "v");
    List<Rest.Answer> answers =
        List.of(
            rest.putJson(CACHE, "{\"maxEntries\":6}", header, "*"),
            rest.delete(CACHE, header, "*"),
            rest.postJson(CACHE + "/invalidations", "{\"all\":true}", header, "*"),
            rest.post(
                CACHE + "/entries",
                "{\"op\":\"delete\",\"key\":\"k\"}",
                "Content-Type",
                "application/x-ndjson",
                header,
                "*"));
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(400);
              assertThat(answer.problem()).isEqualTo("invalid-condition");
            });
    assertThat(rest.get(CACHE).json().get("maxEntries").intValue()).isEqualTo(5);
    assertThat(rest.get(CACHE + "/entries/k").text()).isEqualTo("v");
  }

  @Test
  void invalidations_cacheThatIsNot_isNotFound() {
    assertThat(rest.postJson(CACHE + "/invalidations", "{\"all\":true}").problem())
        .isEqualTo("cache-not-found");
    assertThat(rest.postJson(CACHE + "/invalidations", "{\"all\"").problem())
        .isEqualTo("malformed-json");
  }
}
