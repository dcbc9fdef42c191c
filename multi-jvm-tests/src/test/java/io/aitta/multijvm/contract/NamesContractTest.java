package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.encode;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.invalidations;
import static io.aitta.multijvm.http.Uris.stats;
import static io.aitta.multijvm.http.Uris.ttl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.RawConnection;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names, keys and tags of "Names, keys, values, durations". */
final class NamesContractTest extends ContractTest {
  private static final List<String> KEYS =
      List.of(
          "a/b",
          "/",
          "//",
          "a//b",
          "a/../b",
          "../x",
          "./x",
          "...",
          ".a",
          "a.",
          "a:b",
          ":",
          "a+b",
          "+",
          "a b",
          " ",
          "a%b",
          "%",
          "%2F",
          "%252F",
          "a?b",
          "a?b=c",
          "a#b",
          "a;b=c",
          "a&b=c",
          "a\\b",
          "\"a\"",
          "'a'",
          "<a>",
          "{a}",
          "[a]",
          "a|b",
          "^",
          "`",
          "~",
          "!$&'()*,;=:@",
          "increment",
          "ttl",
          "a/increment",
          "a/ttl",
          "entries",
          "\u0000",
          "a\nb",
          "\t",
          "\r\n",
          "\u007f",
          "ä",
          "日本語",
          "😀",
          "e\u0301",
          "\u00e9",
          "\u200b",
          "\ufeff",
          "\u202e");

  @Test
  void everyKey_survivesUnchanged() {
    for (String key : KEYS) {
      here.put(entry(cache, key), "value of " + key).is(201);
    }
    for (String key : KEYS) {
      assertThat(there.get(entry(cache, key)).is(200).text()).isEqualTo("value of " + key);
    }
    assertThat(there.get(entries(cache)).is(200).lines())
        .extracting(line -> line.path("key").asText())
        .containsExactlyInAnyOrderElementsOf(KEYS);
  }

  @Test
  void keysInProblems_areTheDecodedOnes() {
    store("any", "v");
    for (String key : KEYS) {
      JsonNode problem = here.get(entry(cache, "no" + key)).isProblem(404).json();
      assertThat(problem.path("key").asText()).isEqualTo("no" + key);
      assertThat(problem.path("cache").asText()).isEqualTo(cache);
    }
  }

  @Test
  void locationOfANewEntry_leadsToIt() {
    for (String key : KEYS) {
      String location = here.put(entry(cache, key), key).is(201).only("Location");
      String path = here.base().resolve(location).getRawPath();
      assertThat(there.get(path).is(200).text()).isEqualTo(key);
    }
  }

  @Test
  void encodedAndPlainCharacters_nameTheSameKey() {
    String plain = "a+b:c;d=e,f@g!h$i&j'k(l)m*n~o-p.q_r";
    here.put(entries(cache) + "/" + plain, "v").is(201);
    assertThat(there.get(entry(cache, plain)).is(200).text()).isEqualTo("v");
    String everyByte = plain.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining());
    here.put(entries(cache) + "/" + everyByte, "w").is(204);
  }

  @Test
  void similarKeys_stayApart() {
    List<String> similar = List.of("a+b", "a b", "a%2Bb", "a%20b", "a/b", "a%2Fb", "A+b", "a+b ");
    for (String key : similar) {
      here.put(entry(cache, key), key).is(201);
    }
    for (String key : similar) {
      assertThat(there.get(entry(cache, key)).is(200).text()).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%2E", "%2e%2E", "%FF", "%C3%28", "%ED%A0%80", "%C0%AF", "a%80", "%F5%80%80%80"})
  void keyThatIsADotOrNoText_isRefused(String segment) {
    store("any", "v");
    String path = entries(cache) + "/" + segment;
    here.get(path).isProblem(400, "invalid-key");
    here.head(path).is(400);
    here.put(path, "v").isProblem(400, "invalid-key");
    here.delete(path).isProblem(400, "invalid-key");
    here.post(path + "/increment", "").isProblem(400, "invalid-key");
    here.get(path + "/ttl").isProblem(400, "invalid-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "%", "%4", "%zz", "a%", "a b"})
  void malformedSegmentFromARawSocket_isRefused(String segment) throws IOException {
    store("any", "v");
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.request("GET", entries(cache) + "/" + segment).answer().isProblem(400);
    }
  }

  @Test
  void keyOf1024Bytes_isTaken() {
    for (String key : List.of("k".repeat(1024), "ä".repeat(512), "😀".repeat(256))) {
      here.put(entry(cache, key), "v").is(201);
      there.get(entry(cache, key)).is(200);
      there.get(ttl(cache, key)).is(200);
    }
  }

  @Test
  void keyOverA1024Bytes_isTooLong() {
    store("any", "v");
    for (String key : List.of("k".repeat(1025), "ä".repeat(512) + "x", "k".repeat(6000))) {
      here.put(entry(cache, key), "v").isProblem(414, "key-too-long");
      here.get(entry(cache, key)).isProblem(414, "key-too-long");
      here.delete(entry(cache, key)).isProblem(414, "key-too-long");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "A.b_c-9", "x..y", "x-"})
  void cacheName_ofTheRule_isTaken(String suffix) {
    String name = suffix.charAt(0) + cache.replace("test-", "") + suffix.substring(1);
    here.put(entry(name, "k"), "v").is(201);
    there.get(entry(name, "k")).is(200);
    String longest = name + "x".repeat(63 - name.length());
    here.putJson(cache(longest), "{}").is(201);
    there.get(cache(longest)).is(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".x", "-x", "_x", "a%20b", "a%2Fb", "%C3%A4", "a:b", "a+b", "%2E%2E", "%FF", "a,b"
      })
  void cacheName_againstTheRule_isRefused(String name) {
    here.putJson(cache(name), "{}").isProblem(400, "invalid-cache-name");
    here.get(cache(name)).isProblem(400, "invalid-cache-name");
    here.delete(cache(name)).isProblem(400, "invalid-cache-name");
    here.get(stats(name)).isProblem(400, "invalid-cache-name");
    here.put(entries(name) + "/k", "v").isProblem(400, "invalid-cache-name");
    here.get(entries(name) + "/k").isProblem(400, "invalid-cache-name");
    here.get(entries(name)).isProblem(400, "invalid-cache-name");
    here.postLines(entries(name), "{}").isProblem(400, "invalid-cache-name");
    here.postJson(invalidations(name), "{\"all\":true}").isProblem(400, "invalid-cache-name");
  }

  @Test
  void cacheNameOf64Characters_isRefused() {
    here.putJson(cache("x".repeat(64)), "{}").isProblem(400, "invalid-cache-name");
  }

  @Test
  void tags_ofTheRule_areTaken() {
    String sixteen =
        IntStream.range(0, 16)
            .mapToObj(i -> "t" + "x".repeat(61) + (char) ('a' + i) + ":")
            .collect(Collectors.joining(","));
    here.put(entry(cache, "k") + "?tags=" + encode(sixteen), "v").is(201);
    here.put(entry(cache, "l") + "?tags=A.b_c:d-9", "v").is(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "%C3%A4", "a,,b", "a,b/c", "a;b", ",", "x%2By"})
  void tags_againstTheRule_areRefused(String tags) {
    here.put(entry(cache, "k") + "?tags=" + tags, "v").isProblem(400, "invalid-tag");
  }

  @Test
  void tooLongAndTooManyTags_areRefused() {
    String seventeen =
        IntStream.range(0, 17).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
    here.put(entry(cache, "k") + "?tags=" + seventeen, "v").isProblem(400, "invalid-tag");
    here.put(entry(cache, "k") + "?tags=" + "x".repeat(65), "v").isProblem(400, "invalid-tag");
    there.get(cache(cache)).isProblem(404, "cache-not-found");
  }

  @Test
  void writeToAnUnknownCache_createsItWithDefaults() {
    here.put(entry(cache, "k"), "v").is(201);
    JsonNode config = there.get(cache(cache)).is(200).json();
    assertThat(config.path("onFull").asText()).isEqualTo("evict");
    assertThat(config.path("ttl").isNull()).isTrue();
  }

  @Test
  void readListInvalidateDelete_inAnUnknownCache_areRefusedAndCreateNothing() {
    List<Answer> answers =
        List.of(
            here.get(entry(cache, "k")),
            here.delete(entry(cache, "k")),
            here.get(entries(cache)),
            here.get(stats(cache)),
            here.get(ttl(cache, "k")),
            here.putJson(ttl(cache, "k"), "{\"ttl\":\"1s\"}"),
            here.postJson(invalidations(cache), "{\"all\":true}"),
            here.delete(cache(cache)),
            there.get(cache(cache)));
    assertThat(answers).allSatisfy(answer -> answer.isProblem(404, "cache-not-found"));
    here.postLines(entries(cache), "{\"op\":\"get\",\"key\":\"k\"}").is(200);
    there.get(cache(cache)).isProblem(404, "cache-not-found");
  }
}
