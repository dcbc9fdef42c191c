package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.gateway.ListingInterruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings, a page at a time. */
final class ListingTest {
  private static final String ENTRIES = "/v1/caches/c/entries";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @BeforeEach
  void fill() {
    for (int i = 0; i < 25; i++) {
      rest.put(ENTRIES + "/user:" + i, "v" + i, "Content-Type", "text/plain");
    }
    rest.put(ENTRIES + "/a%2B%C3%A4?ttl=30s", new byte[] {-1});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void get_wholeCache_listsEachOnce() {
    Rest.Answer get = rest.get(ENTRIES);
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.header("Content-Type")).hasValue("application/x-ndjson");
    assertThat(get.header("Link")).isEmpty();
    assertThat(get.lines()).hasSize(26);
    JsonNode other = line(get, "a+ä");
    assertThat(other.get("ttl").textValue()).isEqualTo("30s");
    assertThat(other.get("size").longValue()).isEqualTo(1);
    assertThat(other.get("contentType").textValue()).isEqualTo("application/octet-stream");
    assertThat(other.get("etag").textValue()).isEqualTo(rest.get(ENTRIES + "/a%2B%C3%A4").etag());
    assertThat(line(get, "user:1").get("ttl").isNull()).isTrue();
    assertThat(other.has("value") || other.has("base64")).isFalse();
  }

  @Test
  void get_withValues_bringsThem() {
    Rest.Answer get = rest.get(ENTRIES + "?values=true");
    assertThat(line(get, "user:7").get("value").textValue()).isEqualTo("v7");
    assertThat(line(get, "a+ä").get("base64").textValue()).isEqualTo("/w==");
  }

  @Test
  void get_withDetails_bringsTagsAndMaxIdle() {
    rest.put(ENTRIES + "/detailed?max-idle=90s&tags=b,a", "x");
    Rest.Answer get = rest.get(ENTRIES + "?details=true");
    assertThat(line(get, "detailed").get("maxIdle").textValue()).isEqualTo("90s");
    assertThat(line(get, "detailed").get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(line(get, "a+ä").get("maxIdle").isNull()).isTrue();
    assertThat(line(get, "a+ä").get("tags")).isEmpty();
    assertThat(line(get, "detailed").has("value")).isFalse();
  }

  @Test
  void get_withoutDetails_isAsItWasBeforeThereWereAny() {
    for (String query : List.of("", "?details=false")) {
      String line =
          rest.get(ENTRIES + query)
              .text()
              .lines()
              .filter(text -> text.contains("user:3\""))
              .findFirst()
              .orElseThrow();
      assertThat(line)
          .matches(
              "\\{\"key\":\"user:3\",\"etag\":\"[^,]+\",\"size\":2,\"contentType\":\"text/plain\",\"ttl\":null}");
    }
  }

  @Test
  void get_byPages_listsEachOnceAndKeepsTheQuestion() {
    List<String> keys = new ArrayList<>();
    Optional<String> next =
        Optional.of(ENTRIES + "?limit=4&prefix=user%3A&values=true&details=true");
    while (next.isPresent()) {
      Rest.Answer page = rest.get(next.get());
      assertThat(page.lines()).hasSizeLessThanOrEqualTo(4);
      page.lines()
          .forEach(
              line -> {
                keys.add(line.get("key").textValue());
                assertThat(line.has("value") && line.has("tags")).isTrue();
              });
      next = page.header("Link").map(ListingTest::target);
    }
    assertThat(keys).hasSize(25).doesNotHaveDuplicates().allMatch(key -> key.startsWith("user:"));
  }

  @Test
  void get_prefix_isBytesOfTheKey() {
    assertThat(rest.get(ENTRIES + "?prefix=a%2B").lines()).hasSize(1);
    assertThat(rest.get(ENTRIES + "?prefix=a%2B%C3%A4").lines()).hasSize(1);
    assertThat(rest.get(ENTRIES + "?prefix=none").bytes()).isEmpty();
    assertThat(rest.get(ENTRIES + "?prefix=").lines()).hasSize(26);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=10001",
        "limit=x",
        "limit=-1",
        "limit=",
        "limit=1.0",
        "cursor=",
        "cursor=x",
        "cursor=AAAA!",
        "values=yes",
        "values",
        "details=yes",
        "order=key",
        "limit=1&limit=1"
      })
  void get_badParameter_isRefused(String query) {
    Rest.Answer get = rest.get(ENTRIES + "?" + query);
    assertThat(get.status()).isEqualTo(400);
    assertThat(get.problem()).isEqualTo("invalid-parameter");
  }

  @Test
  void get_cursorOfAnotherListing_isRefused() {
    String next =
        target(rest.get(ENTRIES + "?limit=4&prefix=user%3A").header("Link").orElseThrow());
    assertThat(rest.get(next).status()).isEqualTo(200);
    String cursor = next.substring(next.indexOf("cursor="));
    char last = cursor.charAt(cursor.length() - 2);
    String tampered = cursor.substring(0, cursor.length() - 2) + (last == 'A' ? "BA" : "AA");
    for (String query : List.of(cursor, "prefix=a&" + cursor, "prefix=user%3A&" + tampered)) {
      Rest.Answer get = rest.get(ENTRIES + "?" + query);
      assertThat(get.status()).isEqualTo(400);
      assertThat(get.problem()).isEqualTo("invalid-parameter");
    }
  }

  @Test
  void get_cacheThatIsNot_isNotFound() {
    assertThat(rest.get("/v1/caches/none/entries").problem()).isEqualTo("cache-not-found");
  }

  @Test
  void get_cutShort_endsInAnError() {
    server.cache.failNext(new ListingInterruptedException("begin again"));
    Rest.Answer get = rest.get(ENTRIES);
    assertThat(get.status()).isEqualTo(503);
    assertThat(get.problem()).isEqualTo("unavailable");
    assertThat(get.header("Retry-After")).isPresent();
  }

  private static JsonNode line(Rest.Answer answer, String key) {
    return answer.lines().stream()
        .filter(line -> line.get("key").textValue().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static String target(String link) {
    assertThat(link).endsWith("; rel=\"next\"");
    return link.substring(1, link.indexOf('>'));
  }
}
