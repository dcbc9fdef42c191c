package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, keys, values, durations, tags. */
final class NamesTest {
  private static final String ENTRIES = "/v1/caches/c/entries";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "A.b_c-d",
        "9aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void cacheName_wellFormed_isTaken(String name) {
    assertThat(rest.put("/v1/caches/" + name + "/entries/k", "v").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a",
        "-a",
        "_a",
        "a%20b",
        "a%2Fb",
        "a:b",
        "%C3%A4",
        "%FF",
        "",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void cacheName_malformed_isRefused(String name) {
    Rest.Answer put = rest.put("/v1/caches/" + name + "/entries/k", "v");
    assertThat(put.status()).isEqualTo(400);
    assertThat(put.problem()).isEqualTo("invalid-cache-name");
    assertThat(rest.get("/v1/caches/" + name).problem()).isEqualTo("invalid-cache-name");
  }

  @ParameterizedTest
  @CsvSource({
    "a%2Fb, a/b",
    "a:b, a:b",
    "a%3Ab, a:b",
    "a+b, a+b",
    "a%2Bb, a+b",
    "a%20b, a b",
    "%C3%A4, ä",
    "%F0%9D%84%9E, 𝄞",
    "a%2E, a.",
    "..., ...",
    "%2e%2e%2e, ...",
    "a%25b, a%b",
    "increment, increment",
    "ttl, ttl",
    "a%2Fincrement, a/increment",
    "a;b=c, a;b=c",
    "a%3Fb, a?b",
    "a%00b, 'a\u0000b'",
    "a%0D%0Ab, 'a\r\nb'",
    "%EF%BF%BD, \uFFFD"
  })
  void key_survivesUnchanged(String segment, String key) {
    Rest.Answer put = rest.put(ENTRIES + "/" + segment, "v");
    assertThat(put.status()).isEqualTo(201);
    assertThat(put.header("Location")).hasValue(ENTRIES + "/" + segment);
    assertThat(rest.get(ENTRIES + "/" + segment).text()).isEqualTo("v");
    assertThat(rest.get(ENTRIES).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.get("key").textValue()).isEqualTo(key));
  }

  @Test
  void key_normalizedFormsOfOneText_areTwoKeys() {
    rest.put(ENTRIES + "/%C3%A4", "composed");
    assertThat(rest.put(ENTRIES + "/a%CC%88", "decomposed").status()).isEqualTo(201);
    assertThat(rest.get(ENTRIES + "/%C3%A4").text()).isEqualTo("composed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "%C3", "%ED%A0%80", "%C0%80", "a%80", "", "%2E", "%2e%2E", ".%2e"})
  void key_malformed_isRefused(String segment) {
    Rest.Answer put = rest.put(ENTRIES + "/" + segment, "v");
    assertThat(put.status()).isEqualTo(400);
    assertThat(put.problem()).isEqualTo("invalid-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "%zz", "a%2", "a%", "\u00e4"})
  void key_thatClientsRewriteOrCannotSend_isRefused(String segment) {
    try (RawConnection raw = server.connect()) {
      raw.send(
          "PUT " + ENTRIES + "/" + segment + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      RawConnection.RawAnswer answer = raw.read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("invalid-key");
    }
  }

  @Test
  void key_of1024Bytes_isTheLongest() {
    String longest = IntStream.range(0, 512).mapToObj(i -> "%C3%A4").collect(Collectors.joining());
    assertThat(rest.put(ENTRIES + "/" + longest, "v").status()).isEqualTo(201);
    Rest.Answer put = rest.put(ENTRIES + "/" + longest + "a", "v");
    assertThat(put.status()).isEqualTo(414);
    assertThat(put.problem()).isEqualTo("key-too-long");
    assertThat(rest.get(ENTRIES + "/" + "k".repeat(1025)).status()).isEqualTo(414);
    assertThat(rest.get(ENTRIES + "/" + "k".repeat(100_000)).problem()).isEqualTo("key-too-long");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, 0.5s",
    "30s, 30s",
    "1.5m, 90s",
    "2h, 7200s",
    "7d, 604800s",
    "0.25s, 0.25s",
    "3650d, 315360000s"
  })
  void duration_wellFormed_isTaken(String text, String seconds) {
    rest.put(ENTRIES + "/k?ttl=" + text + "&max-idle=" + text, "v");
    assertThat(rest.get(ENTRIES + "/k/ttl").json().get("ttl").textValue()).isEqualTo(seconds);
    assertThat(rest.get(ENTRIES + "/k/ttl").json().get("maxIdle").textValue()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0s",
        "0.0ms",
        "-1s",
        "5",
        "s",
        "1w",
        "1S",
        "1e3s",
        "%201s",
        "3651d",
        "1.s",
        ".5s",
        "99999999999999999999d",
        "PT1S",
        "%D9%A3s"
      })
  void duration_malformed_isRefused(String text) {
    assertThat(rest.put(ENTRIES + "/k?ttl=" + text, "v").problem()).isEqualTo("invalid-duration");
    assertThat(rest.put(ENTRIES + "/k?max-idle=" + text, "v").problem())
        .isEqualTo("invalid-duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-age=0", "max-age=-1", "max-age", "max-age=x", "max-age=9999999999"})
  void maxAge_malformed_isRefused(String header) {
    assertThat(rest.put(ENTRIES + "/k", "v", "Cache-Control", header).problem())
        .isEqualTo("invalid-duration");
  }

  @Test
  void tags_wellFormed_areTaken() {
    String sixteen = IntStream.range(0, 16).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
    assertThat(rest.put(ENTRIES + "/k?tags=" + sixteen, "v").status()).isEqualTo(201);
    assertThat(rest.put(ENTRIES + "/l?tags=a.b:c-d_E," + "x".repeat(64), "v").status())
        .isEqualTo(201);
    assertThat(rest.put(ENTRIES + "/m?tags=" + sixteen + ",more", "v").problem())
        .isEqualTo("invalid-tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,,b",
        "a%20b",
        "%C3%A4",
        "a/b",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void tags_malformed_areRefused(String tags) {
    assertThat(rest.put(ENTRIES + "/k?tags=" + tags, "v").problem()).isEqualTo("invalid-tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?tll=30s",
        "?ttl=30s&ttl=30s",
        "?ttl=30s&",
        "?=",
        "?ttl=%FF",
        "?ttl=%",
        "?TTL=1s"
      })
  void parameter_unknownOrTwice_isRefused(String query) {
    try (RawConnection raw = server.connect()) {
      raw.send(
          "PUT " + ENTRIES + "/k" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      RawConnection.RawAnswer answer = raw.read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("invalid-parameter");
    }
  }

  @Test
  void value_ofTheLimit_isTheLargest() {
    try (RestServer small = RestServer.start("max-value-size = 1000")) {
      assertThat(small.client().put(ENTRIES + "/k", new byte[1000]).status()).isEqualTo(201);
      Rest.Answer put = small.client().put(ENTRIES + "/k", new byte[1001]);
      assertThat(put.status()).isEqualTo(413);
      assertThat(put.problem()).isEqualTo("value-too-large");
      assertThat(small.client().get(ENTRIES + "/k").bytes()).hasSize(1000);
    }
  }
}
