package io.aitta.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries: GET, HEAD, PUT, DELETE. */
final class EntryTest {
  private static final String ENTRY = "/v1/caches/users/entries/u1";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void put_newKey_isCreatedWithLocationAndTag() {
    Rest.Answer put = rest.put(ENTRY, "v", "Content-Type", "text/plain");
    assertThat(put.status()).isEqualTo(201);
    assertThat(put.header("Location")).hasValue(ENTRY);
    assertThat(put.etag()).startsWith("\"").endsWith("\"");
    assertThat(put.bytes()).isEmpty();
  }

  @Test
  void put_knownKey_replacesUnderAnotherTag() {
    String first = rest.put(ENTRY, "v").etag();
    Rest.Answer second = rest.put(ENTRY, "w");
    assertThat(second.status()).isEqualTo(204);
    assertThat(second.etag()).isNotEqualTo(first);
    assertThat(second.header("Location")).isEmpty();
    assertThat(rest.get(ENTRY).text()).isEqualTo("w");
  }

  @Test
  void put_afterDelete_hasATagNeverSeen() {
    String first = rest.put(ENTRY, "v").etag();
    rest.delete(ENTRY);
    assertThat(rest.put(ENTRY, "v").etag()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain; charset=utf-8",
        "text/html; charset=ISO-8859-1",
        "image/png",
        "application/json",
        "application/vnd.acme.thing+json; version=2",
        "application/x-unheard-of",
        "multipart/form-data; boundary=abc"
      })
  void get_contentType_isTheOneStored(String type) {
    rest.put(ENTRY, "{}", "Content-Type", type);
    Rest.Answer get = rest.get(ENTRY);
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.header("Content-Type")).hasValue(type);
  }

  @Test
  void get_storedWithoutContentType_isOctetStream() {
    rest.put(ENTRY, "v");
    assertThat(rest.get(ENTRY).header("Content-Type")).hasValue("application/octet-stream");
    rest.put(ENTRY, "");
    assertThat(rest.get(ENTRY).header("Content-Type")).hasValue("application/octet-stream");
  }

  @Test
  void put_malformedContentType_isBadRequest() {
    try (RawConnection raw = server.connect()) {
      raw.send("PUT " + ENTRY + " HTTP/1.1\r\nHost: a\r\nContent-Type: ;;\r\n")
          .send("Content-Length: 1\r\n\r\nv");
      RawConnection.RawAnswer answer = raw.read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("bad-request");
    }
  }

  @Test
  void put_emptyValue_isKept() {
    rest.put(ENTRY, "", "Content-Type", "text/plain");
    Rest.Answer get = rest.get(ENTRY);
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.bytes()).isEmpty();
    assertThat(get.header("Content-Length")).hasValue("0");
    assertThat(rest.head(ENTRY).header("Content-Length")).hasValue("0");
  }

  @Test
  void put_anyBytes_comeBackAsTheyWere() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    assertThat(rest.put(ENTRY, bytes).status()).isEqualTo(201);
    assertThat(rest.get(ENTRY).bytes()).isEqualTo(bytes);
  }

  @Test
  void put_codedOrPartialBody_isRefused() {
    Rest.Answer coded = rest.put(ENTRY, "v", "Content-Encoding", "gzip");
    assertThat(coded.status()).isEqualTo(415);
    assertThat(coded.problem()).isEqualTo("unsupported-media-type");
    assertThat(rest.put(ENTRY, "v", "Content-Range", "bytes 0-0/2").status()).isEqualTo(400);
    assertThat(rest.get("/v1/caches").json().get("caches")).isEmpty();
  }

  @Test
  void get_absent_isAMiss() {
    rest.put(ENTRY, "v");
    Rest.Answer get = rest.get("/v1/caches/users/entries/other");
    assertThat(get.status()).isEqualTo(404);
    assertThat(get.problem()).isEqualTo("entry-not-found");
    assertThat(get.header("Cache-Status")).hasValue("aitta; fwd=miss");
    assertThat(get.json().get("cache").textValue()).isEqualTo("users");
    assertThat(get.json().get("key").textValue()).isEqualTo("other");
    Rest.Answer head = rest.head("/v1/caches/users/entries/other");
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.header("Cache-Status")).hasValue("aitta; fwd=miss");
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void read_cacheThatIsNot_isNotFoundAndCreatesNothing() {
    assertThat(rest.get(ENTRY).problem()).isEqualTo("cache-not-found");
    assertThat(rest.delete(ENTRY).problem()).isEqualTo("cache-not-found");
    assertThat(rest.get(ENTRY + "/ttl").problem()).isEqualTo("cache-not-found");
    assertThat(rest.get("/v1/caches").json().get("caches")).isEmpty();
  }

  @Test
  void get_withoutLifetime_tellsNone() {
    rest.put(ENTRY, "v");
    Rest.Answer get = rest.get(ENTRY);
    assertThat(get.header("Cache-Status")).hasValue("aitta; hit");
    assertThat(get.header("Cache-Control")).isEmpty();
    assertThat(get.header("Age")).isEmpty();
    assertThat(get.header("Last-Modified")).hasValue("Tue, 14 Nov 2023 22:13:20 GMT");
  }

  @Test
  void get_withLifetime_tellsWhatIsLeft() {
    rest.put(ENTRY + "?ttl=30s", "v");
    server.clock.advance(Duration.ofMillis(100));
    Rest.Answer get = rest.get(ENTRY);
    assertThat(get.header("Cache-Status")).hasValue("aitta; hit; ttl=29");
    assertThat(get.header("Cache-Control")).hasValue("max-age=29");
    server.clock.advance(Duration.ofMillis(29_899));
    assertThat(rest.get(ENTRY).header("Cache-Control")).hasValue("max-age=0");
    server.clock.advance(Duration.ofMillis(1));
    assertThat(rest.get(ENTRY).status()).isEqualTo(404);
  }

  @Test
  void get_withIdleLimit_tellsWhenItMayBeGone() {
    rest.put(ENTRY + "?max-idle=10s&ttl=1m", "v");
    server.clock.advance(Duration.ofSeconds(9));
    assertThat(rest.head(ENTRY).header("Cache-Control")).hasValue("max-age=10");
    server.clock.advance(Duration.ofSeconds(9));
    Rest.Answer get = rest.get(ENTRY);
    assertThat(get.header("Cache-Control")).hasValue("max-age=10");
    assertThat(get.header("Cache-Status")).hasValue("aitta; hit; ttl=42");
    server.clock.advance(Duration.ofSeconds(10));
    assertThat(rest.get(ENTRY).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60 | 60s",
        "no-cache, Max-Age=5 | 5s",
        "private=\"max-age=1\", max-age=\"7\" | 7s",
        "no-store | null"
      })
  void put_cacheControl_setsTheLifetime(String header, String ttl) {
    assertThat(rest.put(ENTRY, "v", "Cache-Control", header).status()).isEqualTo(201);
    assertThat(rest.get(ENTRY + "/ttl").json().get("ttl").asText()).isEqualTo(ttl);
  }

  @Test
  void put_queryAndCacheControl_queryWins() {
    rest.put(ENTRY + "?ttl=500ms", "v", "Cache-Control", "max-age=60");
    assertThat(rest.get(ENTRY + "/ttl").json().get("ttl").asText()).isEqualTo("0.5s");
  }

  @Test
  void head_tellsWhatGetTells() {
    rest.put(ENTRY + "?ttl=1m", "hello", "Content-Type", "text/plain");
    Rest.Answer get = rest.get(ENTRY);
    Rest.Answer head = rest.head(ENTRY);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bytes()).isEmpty();
    for (String name :
        new String[] {
          "Content-Length", "Content-Type", "ETag", "Last-Modified", "Cache-Status", "Cache-Control"
        }) {
      assertThat(head.header(name)).as(name).isPresent().isEqualTo(get.header(name));
    }
  }

  @Test
  void get_ifNoneMatch_isNotModified() {
    String etag = rest.put(ENTRY + "?ttl=1m", "v").etag();
    Rest.Answer same = rest.get(ENTRY, "If-None-Match", "\"other\", W/" + etag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.etag()).isEqualTo(etag);
    assertThat(same.header("Cache-Control")).hasValue("max-age=60");
    assertThat(same.bytes()).isEmpty();
    assertThat(rest.get(ENTRY, "If-None-Match", "*").status()).isEqualTo(304);
    assertThat(rest.head(ENTRY, "If-None-Match", etag).status()).isEqualTo(304);
    assertThat(rest.get(ENTRY, "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void get_ifMatch_failsWithTheCurrentTag() {
    String etag = rest.put(ENTRY, "v").etag();
    assertThat(rest.get(ENTRY, "If-Match", etag).status()).isEqualTo(200);
    assertThat(rest.get(ENTRY, "If-Match", "*").status()).isEqualTo(200);
    Rest.Answer failed = rest.get(ENTRY, "If-Match", "\"other\"", "If-None-Match", etag);
    assertThat(failed.status()).isEqualTo(412);
    assertThat(failed.problem()).isEqualTo("precondition-failed");
    assertThat(failed.etag()).isEqualTo(etag);
    assertThat(failed.json().get("currentEtag").textValue()).isEqualTo(etag);
    assertThat(rest.get(ENTRY, "If-Match", "W/" + etag).status()).isEqualTo(412);
  }

  @Test
  void get_dates_areConditionsWhereTagsAreNot() {
    rest.put(ENTRY, "v");
    String written = "Tue, 14 Nov 2023 22:13:20 GMT";
    String before = "Tue, 14 Nov 2023 22:13:19 GMT";
    assertThat(rest.get(ENTRY, "If-Modified-Since", written).status()).isEqualTo(304);
    assertThat(rest.get(ENTRY, "If-Modified-Since", before).status()).isEqualTo(200);
    assertThat(rest.get(ENTRY, "If-Modified-Since", "soon").status()).isEqualTo(200);
    assertThat(rest.get(ENTRY, "If-Modified-Since", written, "If-None-Match", "\"other\"").status())
        .isEqualTo(200);
    assertThat(rest.get(ENTRY, "If-Unmodified-Since", before).status()).isEqualTo(412);
    assertThat(rest.get(ENTRY, "If-Unmodified-Since", written).status()).isEqualTo(200);
  }

  @Test
  void conditions_ofWhatIsAbsent_followRfc9110() {
    rest.put("/v1/caches/users/entries/x", "v");
    assertThat(rest.get(ENTRY, "If-Match", "\"a\"").status()).isEqualTo(404);
    assertThat(rest.delete(ENTRY, "If-Match", "\"a\"").status()).isEqualTo(404);
    Rest.Answer put = rest.put(ENTRY, "v", "If-Match", "*");
    assertThat(put.status()).isEqualTo(412);
    assertThat(put.header("ETag")).isEmpty();
    assertThat(rest.put(ENTRY, "v", "If-Match", "\"a\"").status()).isEqualTo(412);
    assertThat(rest.put(ENTRY, "v", "If-None-Match", "\"a\"").status()).isEqualTo(201);
  }

  @Test
  void put_conditionOnAbsentCache_createsNoneWhereItFails() {
    assertThat(rest.put(ENTRY, "v", "If-Match", "*").status()).isEqualTo(412);
    assertThat(rest.get("/v1/caches").json().get("caches")).isEmpty();
    assertThat(rest.put(ENTRY, "v", "If-None-Match", "*").status()).isEqualTo(201);
  }

  @Test
  void put_ifNoneMatchAny_storesOnce() {
    String etag = rest.put(ENTRY, "v", "If-None-Match", "*").etag();
    Rest.Answer again = rest.put(ENTRY, "w", "If-None-Match", "*");
    assertThat(again.status()).isEqualTo(412);
    assertThat(again.problem()).isEqualTo("precondition-failed");
    assertThat(again.etag()).isEqualTo(etag);
    assertThat(rest.get(ENTRY).text()).isEqualTo("v");
  }

  @Test
  void put_ifMatch_comparesAndSets() {
    String etag = rest.put(ENTRY, "v").etag();
    assertThat(rest.put(ENTRY, "w", "If-Match", "W/" + etag).status()).isEqualTo(412);
    String next = rest.put(ENTRY, "w", "If-Match", "\"x\" , " + etag).etag();
    assertThat(rest.put(ENTRY, "x", "If-Match", etag).status()).isEqualTo(412);
    assertThat(rest.put(ENTRY, "x", "If-None-Match", next).status()).isEqualTo(412);
    assertThat(rest.put(ENTRY, "x", "If-None-Match", etag).status()).isEqualTo(204);
    assertThat(rest.put(ENTRY, "y", "If-Match", "*").status()).isEqualTo(204);
  }

  @Test
  void put_conditionInSeveralLines_isOneList() {
    String etag = rest.put(ENTRY, "v").etag();
    try (RawConnection raw = server.connect()) {
      raw.send("PUT " + ENTRY + " HTTP/1.1\r\nHost: a\r\nIf-Match: \"x\"\r\nIf-Match: " + etag)
          .send("\r\nContent-Length: 1\r\n\r\nw");
      assertThat(raw.read().status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "\"abc", "\"a\" \"b\"", "*, \"a\"", "W/abc", "\"a b\"", ",", "w/\"a\""})
  void condition_malformed_isRefused(String condition) {
    rest.put(ENTRY, "v");
    assertThat(rest.put(ENTRY, "w", "If-Match", condition).problem())
        .isEqualTo("invalid-condition");
    assertThat(rest.get(ENTRY, "If-None-Match", condition).problem())
        .isEqualTo("invalid-condition");
    assertThat(rest.delete(ENTRY, "If-Match", condition).status()).isEqualTo(400);
    assertThat(rest.get(ENTRY).text()).isEqualTo("v");
  }

  @Test
  void write_ifUnmodifiedSince_happensOnlyToWhatIsAsOld() {
    String written = "Tue, 14 Nov 2023 22:13:20 GMT";
    String before = "Tue, 14 Nov 2023 22:13:19 GMT";
    assertThat(rest.put(ENTRY, "v", "If-Unmodified-Since", before).status()).isEqualTo(201);
    assertThat(rest.put(ENTRY, "w", "If-Unmodified-Since", before).problem())
        .isEqualTo("precondition-failed");
    assertThat(rest.delete(ENTRY, "If-Unmodified-Since", before).status()).isEqualTo(412);
    assertThat(rest.get(ENTRY).text()).isEqualTo("v");
    assertThat(rest.put(ENTRY, "w", "If-Unmodified-Since", written).status()).isEqualTo(204);
    assertThat(rest.delete(ENTRY, "If-Unmodified-Since", written).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 14 Nov 2023 22:13:20 GMT | Mon, 13 Nov 2023 22:13:20 GMT",
        "Tuesday, 14-Nov-23 22:13:20 GMT | Monday, 13-Nov-23 22:13:20 GMT",
        "Tue Nov 14 22:13:20 2023 | Sat Nov  4 22:13:20 2023"
      })
  void date_inAnyForm_isRead(String written, String before) {
    rest.put(ENTRY, "v");
    assertThat(rest.get(ENTRY, "If-Modified-Since", written).status()).isEqualTo(304);
    assertThat(rest.get(ENTRY, "If-Modified-Since", before).status()).isEqualTo(200);
    assertThat(rest.get(ENTRY, "If-Unmodified-Since", before).status()).isEqualTo(412);
    assertThat(rest.put(ENTRY, "w", "If-Unmodified-Since", before).status()).isEqualTo(412);
    assertThat(rest.put(ENTRY, "w", "If-Unmodified-Since", written).status()).isEqualTo(204);
  }

  @Test
  void write_ifUnmodifiedSince_countsWhereNoTagIsNamed() {
    String etag = rest.put(ENTRY, "v").etag();
    String before = "Tue, 14 Nov 2023 22:13:19 GMT";
    assertThat(rest.put(ENTRY, "w", "If-Match", etag, "If-Unmodified-Since", before).status())
        .isEqualTo(204);
  }

  @Test
  void write_ifUnmodifiedSinceWithoutADate_isRefusedRatherThanIgnored() {
    rest.put(ENTRY, "v");
    assertThat(rest.put(ENTRY, "w", "If-Unmodified-Since", "soon").problem())
        .isEqualTo("invalid-condition");
    assertThat(rest.get(ENTRY).text()).isEqualTo("v");
  }

  @Test
  void delete_removes_onceAndOnCondition() {
    String etag = rest.put(ENTRY, "v").etag();
    Rest.Answer refused = rest.delete(ENTRY, "If-Match", "\"x\"");
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.etag()).isEqualTo(etag);
    assertThat(rest.delete(ENTRY, "If-Match", etag).status()).isEqualTo(204);
    Rest.Answer again = rest.delete(ENTRY);
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.problem()).isEqualTo("entry-not-found");
  }

  @Test
  void put_fullOrTooLarge_isOverBudget() {
    rest.putJson("/v1/caches/small", "{\"maxBytes\":200,\"onFull\":\"reject\"}");
    Rest.Answer put = rest.put("/v1/caches/small/entries/k", "v".repeat(100_000));
    assertThat(put.status()).isEqualTo(507);
    assertThat(put.problem()).isEqualTo("over-budget");
  }

  @Test
  void put_autoCreationOff_isNotFound() {
    try (RestServer strict = RestServer.start("auto-create-caches = off")) {
      assertThat(strict.client().put(ENTRY, "v").problem()).isEqualTo("cache-not-found");
      assertThat(strict.client().postJson(ENTRY + "/increment", "{}").problem())
          .isEqualTo("cache-not-found");
      assertThat(
              strict
                  .client()
                  .batch("users", "{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\"}")
                  .lines()
                  .get(0)
                  .get("problem")
                  .textValue())
          .isEqualTo("cache-not-found");
    }
  }

  @Test
  void put_utf8Value_isNotTouched() {
    byte[] value = "pöytä 𝄞".getBytes(UTF_8);
    rest.put(ENTRY, value, "Content-Type", "text/plain; charset=utf-8");
    assertThat(rest.get(ENTRY).bytes()).isEqualTo(value);
  }
}
