package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that their clients have given a name. */
final class IdempotencyTest {
  private static final String ENTRY = "/v1/caches/c/entries/n";
  private static final String INCREMENT = ENTRY + "/increment";
  private static final String TTL = ENTRY + "/ttl";
  private static final String KEY = "Idempotency-Key";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void increment_again_isDoneOnceAndGivesTheSameAnswer() {
    Rest.Answer first = rest.postJson(INCREMENT, "{\"delta\":5}", KEY, "order-17");
    Rest.Answer again = rest.postJson(INCREMENT, "{\"delta\":5}", KEY, "order-17");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.etag()).isEqualTo(first.etag());
    assertThat(rest.postJson(INCREMENT, "{\"delta\":5}", KEY, "order-18").text())
        .isEqualTo("{\"value\":10}");
    assertThat(rest.postJson(INCREMENT, "{\"delta\":5}").text()).isEqualTo("{\"value\":15}");
  }

  @Test
  void put_again_isStillCreated() {
    assertThat(rest.put(ENTRY, "v", KEY, "a").status()).isEqualTo(201);
    rest.put(ENTRY, "other");
    assertThat(rest.put(ENTRY, "v", KEY, "a").status()).isEqualTo(201);
    assertThat(rest.get(ENTRY).text()).isEqualTo("other");
  }

  @Test
  void delete_again_isStillDone() {
    rest.put(ENTRY, "v");
    assertThat(rest.delete(ENTRY, KEY, "a").status()).isEqualTo(204);
    assertThat(rest.delete(ENTRY, KEY, "a").status()).isEqualTo(204);
    assertThat(rest.delete(ENTRY, KEY, "b").status()).isEqualTo(404);
    assertThat(rest.delete(ENTRY, KEY, "b").status()).isEqualTo(404);
  }

  @Test
  void ttl_again_isStillDone() {
    rest.put(ENTRY, "v");
    assertThat(rest.putJson(TTL, "{\"ttl\":\"30s\"}", KEY, "a").status()).isEqualTo(204);
    assertThat(rest.delete(TTL, KEY, "b").status()).isEqualTo(204);
    assertThat(rest.putJson(TTL, "{\"ttl\":\"30s\"}", KEY, "a").status()).isEqualTo(204);
    assertThat(rest.get(TTL).json().get("ttl").isNull()).isTrue();
  }

  @Test
  void failedCondition_again_staysFailed() {
    rest.put(ENTRY, "v");
    String[] absent = {"If-None-Match", "*", KEY, "a"};
    assertThat(rest.put(ENTRY, "w", absent).status()).isEqualTo(412);
    rest.delete(ENTRY);
    assertThat(rest.put(ENTRY, "w", absent).status()).isEqualTo(412);
  }

  @Test
  void key_isOfOneEntry() {
    assertThat(rest.put(ENTRY, "v", KEY, "a").status()).isEqualTo(201);
    assertThat(rest.put(ENTRY + "2", "v", KEY, "a").status()).isEqualTo(201);
    assertThat(rest.put("/v1/caches/d/entries/n", "v", KEY, "a").status()).isEqualTo(201);
  }

  @Test
  void key_withAnotherRequest_isRefused() {
    rest.put(ENTRY, "1", KEY, "a");
    assertReused(rest.put(ENTRY, "2", KEY, "a"));
    assertReused(rest.put(ENTRY + "?ttl=1m", "1", KEY, "a"));
    assertReused(rest.put(ENTRY, "1", KEY, "a", "Content-Type", "text/html"));
    assertReused(rest.put(ENTRY, "1", KEY, "a", "If-Match", "*"));
    assertReused(rest.put(ENTRY, "1", KEY, "a", "Cache-Control", "max-age=5"));
    assertReused(rest.delete(ENTRY, KEY, "a"));
    assertReused(rest.post(INCREMENT, "", KEY, "a"));
    assertThat(rest.get(ENTRY).text()).isEqualTo("1");
  }

  @Test
  void key_ofAPutInACacheThatIsNotThere_makesTheCache() {
    assertThat(rest.put("/v1/caches/new/entries/n", "v", KEY, "a").status()).isEqualTo(201);
    assertThat(rest.put("/v1/caches/new/entries/n", "v", KEY, "a").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb"})
  void key_thatIsNone_isRefused(String key) {
    assertInvalid(rest.put(ENTRY, "v", KEY, key));
    assertThat(rest.get(ENTRY).status()).isEqualTo(404);
  }

  @Test
  void key_ofMoreThan255Characters_isRefused() {
    assertThat(rest.put(ENTRY, "v", KEY, "!".repeat(255)).status()).isEqualTo(201);
    assertInvalid(rest.put(ENTRY, "v", KEY, "~".repeat(256)));
  }

  @Test
  void twoKeys_areRefused() {
    assertInvalid(rest.put(ENTRY, "v", KEY, "a", KEY, "b"));
  }

  @Test
  void key_ofWhatKeepsNone_isRefused() {
    rest.put(ENTRY, "v");
    assertInvalid(
        rest.post(
            "/v1/caches/c/entries",
            "{\"op\":\"increment\",\"key\":\"n\"}",
            "Content-Type",
            "application/x-ndjson",
            KEY,
            "a"));
    assertInvalid(rest.postJson("/v1/caches/c/invalidations", "{\"all\":true}", KEY, "a"));
    assertInvalid(rest.putJson("/v1/caches/new", "{}", KEY, "a"));
    assertInvalid(rest.delete("/v1/caches/c", KEY, "a"));
    assertThat(rest.get("/v1/caches/new").status()).isEqualTo(404);
    assertThat(rest.get(ENTRY).text()).isEqualTo("v");
  }

  private static void assertInvalid(Rest.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-idempotency-key");
  }

  private static void assertReused(Rest.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.problem()).isEqualTo("idempotency-key-reused");
  }
}
