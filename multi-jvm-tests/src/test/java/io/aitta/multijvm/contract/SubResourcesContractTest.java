package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.increment;
import static io.aitta.multijvm.http.Uris.ttl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sub-resources of an entry: {@code /increment} and {@code /ttl}. */
final class SubResourcesContractTest extends ContractTest {
  @Test
  void incrementOfWhatIsAbsent_startsAtInitialAndAdds() {
    assertThat(value(here.post(increment(cache, "a"), ""))).isEqualTo(1);
    assertThat(value(here.postJson(increment(cache, "b"), "{}"))).isEqualTo(1);
    assertThat(value(here.postJson(increment(cache, "c"), "{\"delta\":5}"))).isEqualTo(5);
    assertThat(value(here.postJson(increment(cache, "d"), "{\"initial\":10}"))).isEqualTo(11);
    assertThat(value(here.postJson(increment(cache, "e"), "{\"delta\":-3,\"initial\":1}")))
        .isEqualTo(-2);
    assertThat(value(here.postJson(increment(cache, "f"), "{\"delta\":0}"))).isZero();
  }

  @Test
  void increment_addsToDecimalText() {
    store("n", "41");
    Answer counted = there.postJson(increment(cache, "n"), "{\"delta\":1,\"initial\":500}");
    assertThat(value(counted)).isEqualTo(42);
    Answer read = here.get(entry(cache, "n")).is(200);
    assertThat(read.text()).isEqualTo("42");
    assertThat(read.etag()).isEqualTo(counted.etag());
    assertThat(value(there.postJson(increment(cache, "n"), "{\"delta\":-50}"))).isEqualTo(-8);
    assertThat(here.get(entry(cache, "n")).text()).isEqualTo("-8");
  }

  @Test
  void increment_makesANewVersionEachTime() {
    String first = here.post(increment(cache, "n"), "").is(200).etag();
    String second = here.postJson(increment(cache, "n"), "{\"delta\":0}").is(200).etag();
    assertThat(second).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1.5", "0x10", " 5", "5 ", "1e3", "--1", "\u0661"})
  void incrementOfWhatIsNoNumber_isAConflict(String text) {
    String etag = store("n", text);
    here.post(increment(cache, "n"), "").isProblem(409, "not-a-number");
    assertThat(there.get(entry(cache, "n")).is(200).etag()).isEqualTo(etag);
  }

  @Test
  void incrementPast64Bits_isOutOfRange() {
    store("max", Long.toString(Long.MAX_VALUE));
    store("min", Long.toString(Long.MIN_VALUE));
    here.post(increment(cache, "max"), "").isProblem(409, "out-of-range");
    here.postJson(increment(cache, "min"), "{\"delta\":-1}").isProblem(409, "out-of-range");
    here.postJson(increment(cache, "new"), "{\"initial\":" + Long.MAX_VALUE + "}")
        .isProblem(409, "out-of-range");
    assertThat(there.get(entry(cache, "max")).text()).isEqualTo(Long.toString(Long.MAX_VALUE));
    there.get(entry(cache, "new")).isProblem(404, "entry-not-found");
    assertThat(value(here.postJson(increment(cache, "max"), "{\"delta\":" + Long.MIN_VALUE + "}")))
        .isEqualTo(-1);
  }

  @Test
  void increment_leavesTheLifetimeUntouched() {
    here.put(entry(cache, "n") + "?ttl=1h&max-idle=30m", "5").is(201);
    there.post(increment(cache, "n"), "").is(200);
    JsonNode limits = here.get(ttl(cache, "n")).is(200).json();
    assertThat(Durations.parse(limits.path("ttl").asText()))
        .isLessThanOrEqualTo(Duration.ofHours(1));
    assertThat(limits.path("maxIdle").asText()).isNotEmpty();
    here.put(entry(cache, "m"), "5").is(201);
    there.putJson(cache(cache), "{\"ttl\":\"1h\"}").is(200);
    there.post(increment(cache, "m"), "").is(200);
    assertThat(here.get(ttl(cache, "m")).json().path("ttl").isNull()).isTrue();
  }

  @Test
  void conditionsOfAnIncrement_areChecked() {
    String etag = here.post(increment(cache, "n"), "", "If-None-Match", "*").is(200).etag();
    here.post(increment(cache, "n"), "", "If-None-Match", "*")
        .isProblem(412, "precondition-failed");
    here.post(increment(cache, "n"), "", "If-Match", OTHER_ETAG)
        .isProblem(412, "precondition-failed");
    there
        .post(increment(cache, "absent"), "", "If-Match", "*")
        .isProblem(412, "precondition-failed");
    assertThat(value(there.post(increment(cache, "n"), "", "If-Match", etag))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "5",
        "{\"delta\":\"1\"}",
        "{\"delta\":1.5}",
        "{\"initial\":null}",
        "{\"step\":1}",
        "{\"delta\":99999999999999999999}",
        "{\"delta\":true}"
      })
  void incrementOfTheWrongShape_isRefused(String json) {
    store("n", "5");
    Answer refused = here.postJson(increment(cache, "n"), json);
    assertThat(refused.status()).as(refused.toString()).isIn(400, 422);
    refused.isProblem(refused.status());
    assertThat(there.get(entry(cache, "n")).text()).isEqualTo("5");
  }

  @Test
  void bodyThatIsNoJson_isRefused() {
    store("n", "5");
    here.postJson(increment(cache, "n"), "{\"delta\":").isProblem(400, "malformed-json");
    here.putJson(ttl(cache, "n"), "{\"ttl\"").isProblem(400, "malformed-json");
    here.post(increment(cache, "n"), "{\"delta\":1}", "Content-Type", "text/plain")
        .isProblem(415, "unsupported-media-type");
    here.put(ttl(cache, "n"), "{\"ttl\":\"1s\"}", "Content-Type", "text/plain")
        .isProblem(415, "unsupported-media-type");
  }

  @Test
  void ttl_isReadSetAndTakenAway() {
    String etag = store("k", "v");
    assertLimits(null, null);
    there.putJson(ttl(cache, "k"), "{\"ttl\":\"30m\",\"maxIdle\":\"10m\"}").is(204);
    assertLimits("30m", "10m");
    there.putJson(ttl(cache, "k"), "{\"ttl\":\"1h\"}").is(204);
    assertLimits("1h", "10m");
    there.putJson(ttl(cache, "k"), "{\"maxIdle\":\"20m\"}").is(204);
    assertLimits("1h", "20m");
    assertThat(there.delete(ttl(cache, "k")).is(204).body()).isEmpty();
    assertLimits(null, null);
    Answer read = here.get(entry(cache, "k")).is(200);
    assertThat(read.etag()).isEqualTo(etag);
    assertThat(read.text()).isEqualTo("v");
  }

  @Test
  void ttl_ofWhatIsAbsent_isAMiss() {
    store("other", "v");
    here.get(ttl(cache, "k")).isProblem(404, "entry-not-found");
    here.putJson(ttl(cache, "k"), "{\"ttl\":\"1s\"}").isProblem(404, "entry-not-found");
    here.delete(ttl(cache, "k")).isProblem(404, "entry-not-found");
  }

  @Test
  void ttlThatWasSetLater_endsTheEntry() {
    store("k", "v");
    here.putJson(ttl(cache, "k"), "{\"ttl\":\"300ms\"}").is(204);
    await().atMost(PATIENCE).until(() -> there.get(entry(cache, "k")).status() == 404);
    here.get(ttl(cache, "k")).isProblem(404, "entry-not-found");
  }

  @Test
  void conditionsOfATtl_areChecked() {
    String etag = store("k", "v");
    String[] stale = {"If-Match", OTHER_ETAG};
    here.putJson(ttl(cache, "k"), "{\"ttl\":\"1h\"}", stale).isProblem(412, "precondition-failed");
    here.delete(ttl(cache, "k"), stale).isProblem(412, "precondition-failed");
    assertLimits(null, null);
    here.putJson(ttl(cache, "k"), "{\"ttl\":\"1h\"}", "If-Match", etag).is(204);
    assertLimits("1h", null);
    here.delete(ttl(cache, "k"), "If-Match", etag).is(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "-1s", "soon", "5", "4000d"})
  void ttlAgainstTheRule_isAnInvalidDuration(String duration) {
    store("k", "v");
    here.putJson(ttl(cache, "k"), "{\"ttl\":\"" + duration + "\"}")
        .isProblem(400, "invalid-duration");
    here.putJson(ttl(cache, "k"), "{\"maxIdle\":\"" + duration + "\"}")
        .isProblem(400, "invalid-duration");
    assertLimits(null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"ttl\":5}", "{\"tll\":\"5s\"}", "{\"ttl\":\"5s\",\"x\":1}"})
  void ttlOfTheWrongShape_isRefused(String json) {
    store("k", "v");
    Answer refused = here.putJson(ttl(cache, "k"), json);
    assertThat(refused.status()).as(refused.toString()).isIn(400, 422);
    refused.isProblem(refused.status());
    assertLimits(null, null);
  }

  @Test
  void wordsOfSubResourcesInsideAKey_areSafe() {
    for (String key : List.of("increment", "ttl", "a/increment", "a/ttl")) {
      here.put(entry(cache, key), "7").is(201);
      assertThat(there.get(entry(cache, key)).is(200).text()).isEqualTo("7");
      assertThat(value(there.post(increment(cache, key), ""))).isEqualTo(8);
      there.get(ttl(cache, key)).is(200);
    }
    there.get(entry(cache, "a")).isProblem(404, "entry-not-found");
  }

  @Test
  void wrongMethodAndUnknownSubResource_areTold() {
    store("k", "1");
    assertThat(here.get(increment(cache, "k")).isProblem(405, "method-not-allowed").only("Allow"))
        .contains("POST");
    assertThat(here.post(ttl(cache, "k"), "").isProblem(405, "method-not-allowed").only("Allow"))
        .contains("GET", "PUT", "DELETE");
    here.get(entry(cache, "k") + "/more").isProblem(404, "no-such-resource");
    here.get(entry(cache, "k") + "/ttl/more").isProblem(404, "no-such-resource");
  }

  private static long value(Answer answer) {
    JsonNode value = answer.is(200).json().path("value");
    assertThat(value.isIntegralNumber()).as(answer.toString()).isTrue();
    return value.asLong();
  }

  private void assertLimits(String ttl, String maxIdle) {
    JsonNode limits = here.get(ttl(cache, "k")).is(200).json();
    assertLimit(limits, "ttl", ttl);
    assertLimit(limits, "maxIdle", maxIdle);
  }

  private static void assertLimit(JsonNode limits, String field, String expected) {
    assertThat(limits.has(field)).as("%s in %s", field, limits).isTrue();
    if (expected == null) {
      assertThat(limits.path(field).isNull()).as("%s in %s", field, limits).isTrue();
      return;
    }
    Duration set = Durations.parse(expected);
    assertThat(Durations.parse(limits.path(field).asText())).isBetween(set.minusMinutes(4), set);
  }
}
