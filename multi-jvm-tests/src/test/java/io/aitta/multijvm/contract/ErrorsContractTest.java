package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.increment;
import static io.aitta.multijvm.http.Uris.invalidations;
import static io.aitta.multijvm.http.Uris.stats;
import static io.aitta.multijvm.http.Uris.ttl;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.RawConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "When it cannot be done", as far as a healthy cluster shows it. */
final class ErrorsContractTest extends ContractTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v2/caches",
        "/v1/nothing",
        "/v1/caches/c/nothing",
        "/health",
        "/health/x",
        "/v1/cluster/x",
        "/metrics/x",
        "/favicon.ico",
        "/v1/caches/c/stats/x",
        "/V1/caches"
      })
  void unknownPath_isNoSuchResource(String path) {
    here.get(path).isProblem(404, "no-such-resource");
    here.put(path, "x").isProblem(404, "no-such-resource");
    here.delete(path).isProblem(404, "no-such-resource");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/caches | PUT | GET,HEAD",
        "/v1/caches | DELETE | GET,HEAD",
        "/v1/caches/%s | POST | GET,HEAD,PUT,DELETE",
        "/v1/caches/%s | PATCH | GET,HEAD,PUT,DELETE",
        "/v1/caches/%s/stats | DELETE | GET,HEAD",
        "/v1/caches/%s/invalidations | GET | POST",
        "/v1/caches/%s/entries | PUT | GET,HEAD,POST",
        "/v1/caches/%s/entries | DELETE | GET,HEAD,POST",
        "/v1/caches/%s/entries/k | POST | GET,HEAD,PUT,DELETE",
        "/v1/caches/%s/entries/k/increment | PUT | POST",
        "/v1/caches/%s/entries/k/ttl | POST | GET,HEAD,PUT,DELETE",
        "/v1/cluster | POST | GET,HEAD",
        "/health/live | PUT | GET,HEAD",
        "/health/ready | DELETE | GET,HEAD",
        "/metrics | POST | GET,HEAD",
        "/openapi.json | PUT | GET,HEAD"
      })
  void wrongMethod_isToldWithTheRightOnes(String path, String method, String allowed) {
    store("k", "1");
    Answer refused = here.call(method, path.formatted(cache), "");
    assertThat(refused.isProblem(405, "method-not-allowed").only("Allow").split("\\s*,\\s*"))
        .contains(allowed.split(","))
        .doesNotContain(method);
  }

  @Test
  void options_tellsWhatIsAllowed() {
    store("k", "v");
    for (String path : List.of("/v1/caches", cache(cache), entries(cache), entry(cache, "k"))) {
      Answer options = here.call("OPTIONS", path, "");
      assertThat(options.status()).as(options.toString()).isIn(200, 204, 405);
      assertThat(options.only("Allow")).contains("GET");
    }
  }

  @Test
  void unknownMethod_isRefused() throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      Answer refused = raw.request("BREW", "/v1/caches").answer();
      assertThat(refused.status()).as(refused.toString()).isIn(405, 501);
      refused.isProblem(refused.status());
    }
  }

  @Test
  void wrongMediaType_isToldBeforeAnythingIsDone() {
    store("k", "1");
    String[] xml = {"Content-Type", "application/xml"};
    List.of(
            here.put(cache(cache), "{}", xml),
            here.post(invalidations(cache), "{\"all\":true}", xml),
            here.post(entries(cache), "{\"op\":\"get\",\"key\":\"k\"}", xml),
            here.post(increment(cache, "k"), "{\"delta\":1}", xml),
            here.put(ttl(cache, "k"), "{\"ttl\":\"1h\"}", xml))
        .forEach(answer -> answer.isProblem(415, "unsupported-media-type"));
    assertThat(there.get(entry(cache, "k")).is(200).text()).isEqualTo("1");
  }

  @Test
  void problem_namesCacheKeyAndCurrentEtag() {
    String etag = store("k/ä", "v");
    JsonNode problem =
        here.put(entry(cache, "k/ä"), "w", "If-None-Match", "*")
            .isProblem(412, "precondition-failed")
            .json();
    assertThat(problem.path("cache").asText()).isEqualTo(cache);
    assertThat(problem.path("key").asText()).isEqualTo("k/ä");
    assertThat(problem.path("currentEtag").asText()).isEqualTo(etag);
    JsonNode unknown = here.get(stats("none-" + cache)).isProblem(404, "cache-not-found").json();
    assertThat(unknown.path("cache").asText()).isEqualTo("none-" + cache);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nNo colon here\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "GET nothing HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\r\n\r\n",
        "nonsense-without-an-end-to-its-method\r\n\r\n",
        "PUT /v1/caches/c/entries/k HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void unreadableRequest_isAnsweredWith400(String bytes) throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.send(bytes).answer().isProblem(400);
    }
  }

  @Test
  void headersOutOfBounds_areRefused() throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      String request = "GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n";
      Optional<Answer> refused = answerOrEnd(raw, request.getBytes(ISO_8859_1));
      refused.ifPresent(answer -> assertThat(answer.status()).isBetween(400, 499));
    }
    here.get("/health/live").is(200);
  }

  @Test
  void requestsThatWereTamperedWith_neverMakeTheServerFail() throws IOException {
    cache = "tampered-" + cache; // Some bytes changed, it is still nobody else's.
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AtomicInteger answered = new AtomicInteger();
    store("k", "v");
    for (int i = 0; i < 150; i++) {
      byte[] request = tampered(random);
      try (RawConnection raw = RawConnection.to(here.base())) {
        raw.patience(Duration.ofMillis(200));
        answerOrEnd(raw, request)
            .ifPresent(
                answer -> {
                  answered.incrementAndGet();
                  assertThat(answer.status())
                      .as("seed %d: %s -> %s", seed, new String(request, ISO_8859_1), answer)
                      .isNotIn(500, 502, 504);
                });
      }
    }
    assertThat(answered).as("answers, seed %d", seed).hasPositiveValue();
    here.get("/health/ready").is(200);
  }

  private byte[] tampered(Random random) {
    String[] samples = {
      "PUT " + entry(cache, "k") + "?ttl=5s HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nv",
      "GET " + entry(cache, "k") + " HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\"\r\n\r\n",
      "GET " + entries(cache) + "?limit=5&values=true HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST "
          + increment(cache, "k")
          + " HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n"
          + "Content-Type: application/json\r\n\r\n{\"delta\":1}",
      "POST "
          + entries(cache)
          + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
          + "Content-Length: 22\r\n\r\n{\"op\":\"get\",\"key\":\"k\"}"
    };
    byte[] request = samples[random.nextInt(samples.length)].getBytes(ISO_8859_1);
    for (int change = random.nextInt(4); change >= 0; change--) {
      request[random.nextInt(request.length)] = (byte) random.nextInt(256);
    }
    return request;
  }

  /** The node may hang up before all of the request is there. */
  private static Optional<Answer> answerOrEnd(RawConnection raw, byte[] request)
      throws IOException {
    try {
      return Optional.of(raw.send(request).answer());
    } catch (EOFException | SocketException | SocketTimeoutException closed) {
      return Optional.empty();
    }
  }
}
