package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.stats;
import static io.aitta.multijvm.http.Uris.ttl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.RawConnection;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Many entries at once": POST. */
final class BatchContractTest extends ContractTest {
  @Test
  void everyOperation_isAnsweredAsTheSingleCallWould() {
    List<JsonNode> lines =
        batch(
            """
            {"op":"put","key":"a","value":"text"}
            {"op":"put","key":"a","value":"more"}
            {"op":"get","key":"a"}
            {"op":"get","key":"none"}
            {"op":"increment","key":"n","delta":5}
            {"op":"increment","key":"n"}
            {"op":"increment","key":"a"}
            {"op":"delete","key":"a"}
            {"op":"delete","key":"a"}
            """);
    assertThat(lines)
        .extracting(line -> line.path("status").asInt())
        .containsExactly(201, 204, 200, 404, 200, 200, 409, 204, 404);
    assertThat(lines)
        .extracting(line -> line.path("key").asText())
        .containsExactly("a", "a", "a", "none", "n", "n", "a", "a", "a");
    assertThat(lines.get(2).path("value").asText()).isEqualTo("more");
    assertThat(lines.get(2).path("etag")).isEqualTo(lines.get(1).path("etag"));
    assertThat(lines.get(2).path("contentType").asText()).isEqualTo("text/plain; charset=utf-8");
    assertThat(lines.get(3).path("problem").asText()).isEqualTo("entry-not-found");
    assertThat(lines.get(4).path("value").asLong()).isEqualTo(5);
    assertThat(lines.get(5).path("value").asLong()).isEqualTo(6);
    assertThat(lines.get(5).has("etag")).isTrue();
    assertThat(lines.get(6).path("problem").asText()).isEqualTo("not-a-number");
    assertThat(lines.get(8).path("problem").asText()).isEqualTo("entry-not-found");
  }

  @Test
  void answer_isLinesOfJson() {
    Answer answer = here.postLines(entries(cache), "{\"op\":\"put\",\"key\":\"a\",\"value\":\"\"}");
    assertThat(answer.is(200).only("Content-Type")).startsWith("application/x-ndjson");
    assertThat(answer.text()).endsWith("\n");
    assertThat(there.get(entry(cache, "a")).is(200).body()).isEmpty();
  }

  @Test
  void etagOfALine_isTheEtagOfTheEntry() {
    String etag =
        batch("{\"op\":\"put\",\"key\":\"a\",\"value\":\"v\"}").get(0).path("etag").asText();
    assertThat(there.get(entry(cache, "a")).etag()).isEqualTo(etag);
    there.put(entry(cache, "a"), "w", "If-Match", etag).is(204);
  }

  @Test
  void put_takesAllThatASinglePutTakes() {
    batch(
        """
        {"op":"put","key":"a","value":"{}","contentType":"application/json","ttl":"1h","maxIdle":"30m","tags":["x"]}
        {"op":"put","key":"b","base64":"AAECgA=="}
        {"op":"put","key":"c","base64":"w6Q=","contentType":"text/plain; charset=utf-8"}
        {"op":"put","key":"d","value":"ä😀\\u0000"}
        """);
    assertThat(there.get(entry(cache, "a")).is(200).only("Content-Type"))
        .isEqualTo("application/json");
    JsonNode limits = there.get(ttl(cache, "a")).is(200).json();
    assertThat(limits.path("ttl").isTextual()).isTrue();
    assertThat(limits.path("maxIdle").isTextual()).isTrue();
    Answer bytes = there.get(entry(cache, "b")).is(200);
    assertThat(bytes.body()).containsExactly(0, 1, 2, 0x80);
    assertThat(bytes.only("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(there.get(entry(cache, "c")).text()).isEqualTo("ä");
    assertThat(there.get(entry(cache, "d")).text()).isEqualTo("ä😀\u0000");
  }

  @Test
  void get_givesTextAsValueAndBytesAsBase64() {
    byte[] latin = {(byte) 0xe4};
    here.put(entry(cache, "text"), "ä", "Content-Type", "text/html; charset=utf-8").is(201);
    here.put(entry(cache, "json"), "{\"a\":1}", "Content-Type", "application/json").is(201);
    here.put(entry(cache, "ld"), "{}", "Content-Type", "application/ld+json").is(201);
    here.put(entry(cache, "latin"), latin, "Content-Type", "text/plain").is(201);
    here.put(entry(cache, "bytes"), "ascii", "Content-Type", "application/octet-stream").is(201);
    List<JsonNode> lines = batch(gets("text", "json", "ld", "latin", "bytes"));
    assertThat(lines.get(0).path("value").asText()).isEqualTo("ä");
    assertThat(lines.get(1).path("value").asText()).isEqualTo("{\"a\":1}");
    assertThat(lines.get(2).path("value").asText()).isEqualTo("{}");
    assertThat(lines.get(3).path("base64").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(latin));
    assertThat(lines.get(3).has("value")).isFalse();
    assertThat(lines.get(4).path("base64").asText())
        .isEqualTo(Base64.getEncoder().encodeToString("ascii".getBytes(UTF_8)));
    assertThat(lines.get(4).path("contentType").asText()).isEqualTo("application/octet-stream");
  }

  @Test
  void conditions_areCheckedPerLine() {
    String etag = store("a", "1");
    List<JsonNode> lines =
        batch(
            """
            {"op":"put","key":"a","value":"2","ifNoneMatch":"*"}
            {"op":"put","key":"b","value":"2","ifNoneMatch":"*"}
            {"op":"put","key":"c","value":"2","ifMatch":"*"}
            {"op":"put","key":"a","value":"2","ifMatch":"\\"other\\""}
            {"op":"put","key":"a","value":"2","ifMatch":%s}
            {"op":"put","key":"a","value":"3","ifMatch":"unquoted"}
            """
                .formatted(quoted(etag)));
    assertThat(lines)
        .extracting(line -> line.path("status").asInt())
        .containsExactly(412, 201, 412, 412, 204, 400);
    assertThat(lines.get(0).path("problem").asText()).isEqualTo("precondition-failed");
    assertThat(lines.get(0).path("etag").asText()).isEqualTo(etag);
    assertThat(lines.get(5).path("problem").asText()).isEqualTo("invalid-condition");
    assertThat(there.get(entry(cache, "a")).text()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"put\",\"key\":\"x\"",
        "nonsense",
        "[]",
        "5",
        "\"text\"",
        "{}",
        "null",
        "{\"op\":\"explode\",\"key\":\"x\"}",
        "{\"op\":\"get\"}",
        "{\"key\":\"x\"}",
        "{\"op\":\"put\",\"key\":\"x\"}",
        "{\"op\":\"get\",\"key\":5}",
        "{\"op\":\"put\",\"key\":\"x\",\"value\":\"a\",\"base64\":\"YQ==\"}",
        "{\"op\":\"put\",\"key\":\"x\",\"base64\":\"!!\"}",
        "{\"op\":\"put\",\"key\":\"x\",\"value\":5}",
        "{\"op\":\"put\",\"key\":\"x\",\"value\":\"a\",\"tags\":\"t\"}",
        "{\"op\":\"increment\",\"key\":\"x\",\"delta\":\"1\"}",
        "{\"op\":\"put\",\"key\":\"x\",\"value\":\"a\",\"unknown\":1}",
        "{\"op\":\"get\",\"key\":\"x\",\"value\":\"a\"}",
        "{\"op\":\"get\",\"key\":\"x\"} {\"op\":\"get\",\"key\":\"x\"}"
      })
  void badLine_isAnsweredWith400AndStopsNothing(String bad) {
    List<JsonNode> lines = batch(put("before") + bad + "\n" + put("after"));
    assertThat(lines)
        .extracting(line -> line.path("status").asInt())
        .containsExactly(201, 400, 201);
    assertThat(lines.get(1).path("problem").asText()).isNotBlank();
    there.get(entry(cache, "x")).isProblem(404, "entry-not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"op\":\"get\",\"key\":\".\"} | 400 | invalid-key",
        "{\"op\":\"get\",\"key\":\"\"} | 400 | invalid-key",
        "{\"op\":\"get\",\"key\":\"\\ud800\"} | 400 | invalid-key",
        "{\"op\":\"put\",\"key\":\"k\",\"value\":\"v\",\"ttl\":\"0s\"} | 400 | invalid-duration",
        "{\"op\":\"put\",\"key\":\"k\",\"value\":\"v\",\"maxIdle\":\"x\"} | 400 | invalid-duration",
        "{\"op\":\"put\",\"key\":\"k\",\"value\":\"v\",\"tags\":[\"a b\"]} | 400 | invalid-tag"
      })
  void partsOfALineAgainstTheRules_areToldAsTheSingleCallWould(
      String line, int status, String slug) {
    JsonNode answer = batch(line).get(0);
    assertThat(answer.path("status").asInt()).isEqualTo(status);
    assertThat(answer.path("problem").asText()).isEqualTo(slug);
  }

  @Test
  void tooLongKey_isToldPerLine() {
    JsonNode answer = batch(gets("k".repeat(1025))).get(0);
    assertThat(answer.path("status").asInt()).isEqualTo(414);
    assertThat(answer.path("problem").asText()).isEqualTo("key-too-long");
  }

  @Test
  void lineThatIsNoUtf8_isBad() throws IOException {
    byte[] bad = put("x").getBytes(UTF_8);
    bad[bad.length / 2] = (byte) 0xff;
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.send("POST " + entries(cache) + " HTTP/1.1\r\nHost: localhost\r\n");
      raw.send("Content-Type: application/x-ndjson\r\nContent-Length: " + bad.length + "\r\n\r\n");
      Answer answer = raw.send(bad).answer().is(200);
      assertThat(answer.lines().get(0).path("status").asInt()).isEqualTo(400);
    }
  }

  @Test
  void blankLinesAndLineEnds_makeNoDifference() {
    String line = put("a").strip();
    assertThat(batch("\n\n" + line + "\r\n\r\n  \n" + line + "\n\n")).hasSize(2);
    assertThat(batch(line)).hasSize(1);
    assertThat(here.postLines(entries(cache), "").is(200).body()).isEmpty();
    assertThat(here.postLines(entries(cache), "\n \n").is(200).body()).isEmpty();
  }

  @Test
  void linesOfOneKey_areAppliedInOrder() {
    String lines =
        IntStream.range(0, 500)
            .mapToObj(
                i -> increments(i % 3) + "{\"op\":\"get\",\"key\":\"n%d\"}%n".formatted(i % 3))
            .collect(Collectors.joining());
    List<JsonNode> answers = batch(lines);
    assertThat(answers).hasSize(1000);
    for (int i = 0; i < 500; i++) {
      assertThat(answers.get(2 * i).path("value").asLong()).isEqualTo(i / 3 + 1);
      JsonNode read = answers.get(2 * i + 1);
      String text =
          read.has("value")
              ? read.path("value").asText()
              : new String(Base64.getDecoder().decode(read.path("base64").asText()), UTF_8);
      assertThat(text).isEqualTo(Integer.toString(i / 3 + 1));
    }
  }

  @Test
  void tenThousandLines_areAnsweredInOrder() {
    String puts =
        IntStream.range(0, 10_000).mapToObj(i -> put("key" + i)).collect(Collectors.joining());
    List<JsonNode> answers = batch(puts);
    assertThat(answers)
        .extracting(line -> line.path("key").asText())
        .containsExactlyElementsOf(IntStream.range(0, 10_000).mapToObj(i -> "key" + i).toList());
    assertThat(answers).allMatch(line -> line.path("status").asInt() == 201);
    assertThat(there.get(stats(cache)).json().path("entries").asLong()).isEqualTo(10_000);
    here.delete(cache(cache)).is(204);
  }

  @Test
  void largeBatch_isStreamed() {
    String value = "v".repeat(200_000);
    String lines =
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"op\":\"put\",\"key\":\"k\",\"value\":\"%s\"}%n".formatted(value))
            .collect(Collectors.joining());
    assertThat(batch(lines)).hasSize(100);
    assertThat(there.get(entry(cache, "k")).body()).hasSize(200_000);
  }

  @Test
  void otherMediaTypes_areRefused() {
    for (String type : List.of("application/json", "text/plain", "application/ndjsonx")) {
      here.post(entries(cache), put("a"), "Content-Type", type)
          .isProblem(415, "unsupported-media-type");
    }
    here.post(entries(cache), put("a"), "Content-Type", "application/x-ndjson; charset=utf-8")
        .is(200);
  }

  private List<JsonNode> batch(String lines) {
    return here.postLines(entries(cache), lines).is(200).lines();
  }

  private static String put(String key) {
    return "{\"op\":\"put\",\"key\":\"%s\",\"value\":\"v\"}%n".formatted(key);
  }

  private static String increments(int key) {
    return "{\"op\":\"increment\",\"key\":\"n%d\"}%n".formatted(key);
  }

  private static String gets(String... keys) {
    return List.of(keys).stream()
        .map(key -> "{\"op\":\"get\",\"key\":\"%s\"}%n".formatted(key))
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }
}
