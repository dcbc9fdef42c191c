package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.ttl;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.http.Answer;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values and durations of "Names, keys, values, durations". */
final class ValuesContractTest extends ContractTest {
  private static final int MAX_VALUE = 8 << 20;

  @AfterEach
  void dropLargeValues() {
    here.delete(cache(cache));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 65_536, 300_000, 2_000_000})
  void bytes_comeBackAsTheyWere(int size) {
    byte[] value = bytes(size);
    here.put(entry(cache, "k"), value).is(201);
    Answer read = there.get(entry(cache, "k")).is(200);
    assertThat(read.body()).isEqualTo(value);
    assertThat(read.only("Content-Length")).isEqualTo(Integer.toString(size));
  }

  @Test
  void bytesOfUnknownLength_comeBackAsTheyWere() {
    byte[] value = bytes(700_000);
    here.putChunked(entry(cache, "k"), value).is(201);
    assertThat(there.get(entry(cache, "k")).is(200).body()).isEqualTo(value);
  }

  @Test
  void emptyValue_isAnEntry() {
    here.put(entry(cache, "k"), "").is(201);
    Answer read = there.get(entry(cache, "k")).is(200);
    assertThat(read.body()).isEmpty();
    assertThat(read.only("Content-Length")).isEqualTo("0");
    here.delete(entry(cache, "k")).is(204);
  }

  @Test
  void valueOfTheGreatestSize_isTaken() {
    byte[] value = bytes(MAX_VALUE);
    here.put(entry(cache, "k"), value).is(201);
    assertThat(there.get(entry(cache, "k")).is(200).body()).isEqualTo(value);
  }

  @Test
  void valueOverTheGreatestSize_isRefused() {
    store("k", "old");
    byte[] value = bytes(MAX_VALUE + 1);
    here.putChunked(entry(cache, "k"), value).isProblem(413, "value-too-large");
    assertThat(there.get(entry(cache, "k")).is(200).text()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain; charset=utf-8",
        "text/plain; charset=UTF-8",
        "text/plain;charset=iso-8859-1",
        "text/html; charset=windows-1252",
        "image/png",
        "application/vnd.example.v2+json",
        "application/vnd.example+json; profile=\"a b\"; version=2",
        "multipart/form-data; boundary=\"gc0p4Jq0M:2Yt\"",
        "application/x-made-up; A=1",
        "x-one/x-two"
      })
  void contentType_isKeptAsItWasSent(String type) {
    here.put(entry(cache, "k"), "v", "Content-Type", type).is(201);
    assertSame(there.get(entry(cache, "k")).is(200).only("Content-Type"), type);
    assertSame(there.head(entry(cache, "k")).is(200).only("Content-Type"), type);
  }

  /** RFC 9110, 8.3: white space around parameters and the case of a charset mean nothing. */
  private static void assertSame(String actual, String sent) {
    assertThat(spelled(actual)).isEqualTo(spelled(sent));
  }

  private static String spelled(String type) {
    String tight = type.replaceAll(";\\s+", ";");
    int charset = tight.indexOf("charset=");
    return charset < 0
        ? tight
        : tight.substring(0, charset) + tight.substring(charset).toLowerCase(Locale.ROOT);
  }

  @Test
  void charsetOfJson_mayBeDropped() {
    here.put(entry(cache, "k"), "{}", "Content-Type", "application/json; charset=utf-8").is(201);
    assertThat(there.get(entry(cache, "k")).is(200).only("Content-Type"))
        .isIn("application/json", "application/json; charset=utf-8");
  }

  @Test
  void valueWithoutContentType_isOctets() {
    here.put(entry(cache, "k"), "v").is(201);
    assertThat(there.get(entry(cache, "k")).is(200).only("Content-Type"))
        .isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json;q=0.5", "image/*"})
  void accept_doesNotKeepAValueBack(String accept) {
    store("k", "v");
    assertThat(here.get(entry(cache, "k"), "Accept", accept).is(200).text()).isEqualTo("v");
  }

  @Test
  void acceptEncoding_changesNothing() {
    String etag = store("k", "v".repeat(10_000));
    Answer read = here.get(entry(cache, "k"), "Accept-Encoding", "gzip, deflate").is(200);
    assertThat(read.header("Content-Encoding")).isEmpty();
    assertThat(read.body()).hasSize(10_000);
    assertThat(read.etag()).isEqualTo(etag);
  }

  @Test
  void contentEncoding_isKeptOrRefusedButNotLost() {
    Answer stored = here.put(entry(cache, "k"), "v", "Content-Encoding", "gzip");
    if (stored.status() == 201) {
      assertThat(there.get(entry(cache, "k")).only("Content-Encoding")).isEqualTo("gzip");
    } else {
      stored.isProblem(415, "unsupported-media-type");
    }
  }

  @Test
  void partOfAValue_isNotTakenForAWhole() {
    store("k", "0123456789");
    here.put(entry(cache, "k"), "ab", "Content-Range", "bytes 0-1/10").isProblem(400);
    assertThat(there.get(entry(cache, "k")).is(200).text()).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @CsvSource({
    "5000000ms, 5000",
    "300s, 300",
    "1.5m, 90",
    "2h, 7200",
    "7d, 604800",
    "0.5h, 1800",
    "3650d, 315360000"
  })
  void duration_isANumberAndAUnit(String text, long seconds) {
    here.put(entry(cache, "k") + "?ttl=" + text, "v").is(201);
    String left = there.get(entry(cache, "k")).is(200).only("Cache-Control");
    assertThat(Long.parseLong(left.replace("max-age=", ""))).isBetween(seconds - 30, seconds);
    String told = there.get(ttl(cache, "k")).is(200).json().path("ttl").asText();
    assertThat(Durations.parse(told))
        .isBetween(Duration.ofSeconds(seconds - 30), Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0s",
        "0ms",
        "-1s",
        "5",
        "s",
        "",
        "5%20s",
        "1y",
        "4000d",
        "1.5.5s",
        "1e3s",
        "NaNs",
        "Infinitys",
        "99999999999999999999d",
        "5S",
        "%D9%A5s",
        "1,5s",
        "0x1s"
      })
  void duration_againstTheRule_isRefused(String text) {
    here.put(entry(cache, "k") + "?ttl=" + text, "v").isProblem(400, "invalid-duration");
    here.put(entry(cache, "k") + "?max-idle=" + text, "v").isProblem(400, "invalid-duration");
    there.get(cache(cache)).isProblem(404, "cache-not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-age=0", "max-age=99999999999", "max-age=99999999999999999999999"})
  void maxAge_outOfTheRange_isRefused(String control) {
    here.put(entry(cache, "k"), "v", "Cache-Control", control).isProblem(400, "invalid-duration");
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
