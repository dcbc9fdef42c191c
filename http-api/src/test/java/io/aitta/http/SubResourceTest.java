package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sub-resources of an entry: increment and ttl. */
final class SubResourceTest {
  private static final String ENTRY = "/v1/caches/c/entries/n";
  private static final String INCREMENT = ENTRY + "/increment";
  private static final String TTL = ENTRY + "/ttl";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void increment_absent_startsAtInitial() {
    Rest.Answer first = rest.postJson(INCREMENT, "{\"delta\":5,\"initial\":100}");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text()).isEqualTo("{\"value\":105}");
    Rest.Answer get = rest.get(ENTRY);
    assertThat(get.text()).isEqualTo("105");
    assertThat(get.etag()).isEqualTo(first.etag());
    assertThat(get.header("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void increment_emptyBody_addsOne() {
    assertThat(rest.post(INCREMENT, "").text()).isEqualTo("{\"value\":1}");
    assertThat(rest.post(INCREMENT, "", "Content-Type", "application/x-www-form-urlencoded").text())
        .isEqualTo("{\"value\":2}");
    assertThat(rest.postJson(INCREMENT, "{}").text()).isEqualTo("{\"value\":3}");
    assertThat(rest.postJson(INCREMENT, "{\"delta\":-4}").text()).isEqualTo("{\"value\":-1}");
  }

  @Test
  void increment_leavesTheLifetime() {
    rest.put(ENTRY + "?ttl=30s", "1");
    server.clock.advance(Duration.ofSeconds(10));
    rest.post(INCREMENT, "");
    assertThat(rest.get(TTL).json().get("ttl").textValue()).isEqualTo("20s");
  }

  @Test
  void increment_noNumberOrPast64Bits_isAConflict() {
    rest.put(ENTRY, "many");
    assertThat(rest.post(INCREMENT, "").status()).isEqualTo(409);
    assertThat(rest.post(INCREMENT, "").problem()).isEqualTo("not-a-number");
    rest.put(ENTRY, "9223372036854775807");
    Rest.Answer past = rest.post(INCREMENT, "");
    assertThat(past.status()).isEqualTo(409);
    assertThat(past.problem()).isEqualTo("out-of-range");
    assertThat(rest.get(ENTRY).text()).isEqualTo("9223372036854775807");
  }

  @Test
  void increment_thatWouldFailAnyway_doesNotLookAtTheCondition() {
    rest.put(ENTRY, "many");
    assertThat(rest.post(INCREMENT, "", "If-None-Match", "*").problem()).isEqualTo("not-a-number");
    rest.put(ENTRY, "9223372036854775807");
    assertThat(rest.post(INCREMENT, "", "If-Match", "\"x\"").problem()).isEqualTo("out-of-range");
  }

  @Test
  void increment_conditions_hold() {
    assertThat(rest.post(INCREMENT, "", "If-Match", "*").status()).isEqualTo(412);
    assertThat(rest.get("/v1/caches/c").status()).isEqualTo(404);
    String etag = rest.post(INCREMENT, "", "If-None-Match", "*").etag();
    Rest.Answer failed = rest.post(INCREMENT, "", "If-None-Match", "*");
    assertThat(failed.problem()).isEqualTo("precondition-failed");
    assertThat(failed.etag()).isEqualTo(etag);
    assertThat(rest.post(INCREMENT, "", "If-Match", etag).text()).isEqualTo("{\"value\":2}");
    assertThat(rest.post(INCREMENT, "", "If-Match", "etag").problem())
        .isEqualTo("invalid-condition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "{\"delta\":\"1\"}",
        "{\"delta\":1.5}",
        "{\"delta\":null}",
        "{\"by\":1}",
        "{\"delta\":9223372036854775808}"
      })
  void increment_wrongShape_isRefused(String body) {
    Rest.Answer post = rest.postJson(INCREMENT, body);
    assertThat(post.status()).isEqualTo(400);
    assertThat(post.problem()).isEqualTo("bad-request");
  }

  @Test
  void increment_noJson_isRefused() {
    assertThat(rest.postJson(INCREMENT, "{\"delta\"").problem()).isEqualTo("malformed-json");
    assertThat(rest.post(INCREMENT, "{}", "Content-Type", "text/plain").problem())
        .isEqualTo("unsupported-media-type");
  }

  @Test
  void ttl_get_tellsWhatIsLeft() {
    rest.put(ENTRY + "?ttl=30s", "v");
    server.clock.advance(Duration.ofMillis(100));
    assertThat(rest.get(TTL).text()).isEqualTo("{\"ttl\":\"29.9s\",\"maxIdle\":null}");
    rest.put(ENTRY, "v");
    assertThat(rest.get(TTL).text()).isEqualTo("{\"ttl\":null,\"maxIdle\":null}");
  }

  @Test
  void ttl_put_changesWhatIsNamed() {
    String etag = rest.put(ENTRY + "?ttl=30s", "v").etag();
    Rest.Answer put = rest.putJson(TTL, "{\"maxIdle\":\"10s\"}");
    assertThat(put.status()).isEqualTo(204);
    assertThat(rest.get(TTL).text()).isEqualTo("{\"ttl\":\"30s\",\"maxIdle\":\"10s\"}");
    assertThat(rest.putJson(TTL, "{\"ttl\":null,\"maxIdle\":\"20s\"}").status()).isEqualTo(204);
    assertThat(rest.get(TTL).text()).isEqualTo("{\"ttl\":null,\"maxIdle\":\"20s\"}");
    assertThat(rest.get(ENTRY).etag()).isEqualTo(etag);
  }

  @Test
  void ttl_delete_liftsBothLimits() {
    String etag = rest.put(ENTRY + "?ttl=30s&max-idle=10s", "v").etag();
    assertThat(rest.delete(TTL).status()).isEqualTo(204);
    assertThat(rest.get(TTL).text()).isEqualTo("{\"ttl\":null,\"maxIdle\":null}");
    assertThat(rest.get(ENTRY).etag()).isEqualTo(etag);
  }

  @Test
  void ttl_absent_isNotFound() {
    rest.put("/v1/caches/c/entries/other", "v");
    assertThat(rest.get(TTL).problem()).isEqualTo("entry-not-found");
    assertThat(rest.putJson(TTL, "{\"ttl\":\"1s\"}", "If-Match", "*").problem())
        .isEqualTo("entry-not-found");
    assertThat(rest.delete(TTL).problem()).isEqualTo("entry-not-found");
  }

  @Test
  void ttl_conditions_hold() {
    String etag = rest.put(ENTRY + "?ttl=30s", "v").etag();
    assertThat(rest.delete(TTL, "If-Match", "\"x\"").status()).isEqualTo(412);
    assertThat(rest.putJson(TTL, "{\"ttl\":\"1s\"}", "If-None-Match", etag).etag()).isEqualTo(etag);
    assertThat(rest.get(TTL).json().get("ttl").textValue()).isEqualTo("30s");
    assertThat(rest.delete(TTL, "If-Match", etag).status()).isEqualTo(204);
  }

  @Test
  void ttl_malformed_isRefused() {
    rest.put(ENTRY, "v");
    assertThat(rest.putJson(TTL, "{\"ttl\":\"0s\"}").problem()).isEqualTo("invalid-duration");
    assertThat(rest.putJson(TTL, "{}").problem()).isEqualTo("bad-request");
    assertThat(rest.putJson(TTL, "{\"ttl\":5}").problem()).isEqualTo("bad-request");
    assertThat(rest.putJson(TTL, "").problem()).isEqualTo("malformed-json");
    assertThat(rest.put(TTL, "{}", "Content-Type", "text/plain").status()).isEqualTo(415);
  }
}
