package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.increment;
import static io.aitta.multijvm.http.Uris.stats;
import static io.aitta.multijvm.http.Uris.ttl;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Http2Connection;
import io.aitta.multijvm.http.RawConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Ground rules". */
final class GroundRulesContractTest extends ContractTest {
  @Test
  void getAndHead_ofAnAbsentCache_createNothing() {
    here.get(entry(cache, "k")).isProblem(404, "cache-not-found");
    here.head(entry(cache, "k")).is(404);
    here.get(entries(cache)).isProblem(404, "cache-not-found");
    there.get(cache(cache)).isProblem(404, "cache-not-found");
  }

  @Test
  void getAndHead_changeNoEntry() {
    String etag = store("k", "v");
    here.get(entry(cache, "k") + "?ttl=1s").isProblem(400, "invalid-parameter");
    here.get(entry(cache, "k"), "Cache-Control", "max-age=1").is(200);
    here.head(entry(cache, "k"), "Cache-Control", "max-age=1").is(200);
    Answer after = there.get(entry(cache, "k")).is(200);
    assertThat(after.etag()).isEqualTo(etag);
    assertThat(after.header("Cache-Control")).isEmpty();
  }

  @Test
  void status_tellsCreatedFromReplacedFromAbsent() {
    here.put(entry(cache, "k"), "a").is(201);
    there.put(entry(cache, "k"), "b").is(204);
    here.delete(entry(cache, "k")).is(204);
    there.delete(entry(cache, "k")).isProblem(404, "entry-not-found");
    here.get(entry(cache, "k")).isProblem(404, "entry-not-found");
    here.putJson(cache(cache) + "x", "{}").is(201);
    there.putJson(cache(cache) + "x", "{}").is(200);
    here.postJson(increment(cache, "n"), "").is(200);
    there.postJson(increment(cache, "n"), "").is(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"other\"", "W/\"other\""})
  void ifMatch_onWhatIsAbsent_isIgnoredByReadAndDeleteAndFailsWrites(String condition) {
    store("present", "v");
    String[] header = {"If-Match", condition};
    here.get(entry(cache, "absent"), header).isProblem(404, "entry-not-found");
    here.head(entry(cache, "absent"), header).is(404);
    here.delete(entry(cache, "absent"), header).isProblem(404, "entry-not-found");
    here.put(entry(cache, "absent"), "v", header).isProblem(412, "precondition-failed");
    here.postJson(increment(cache, "absent"), "", header).isProblem(412, "precondition-failed");
    here.putJson(ttl(cache, "absent"), "{\"ttl\":\"1h\"}", header)
        .isProblem(404, "entry-not-found");
    here.delete(ttl(cache, "absent"), header).isProblem(404, "entry-not-found");
    there.get(entry(cache, "absent")).isProblem(404, "entry-not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "\"open", "open\"", "\"a\" \"b\"", "*, \"a\"", "w/\"a\"", "W/a"})
  void malformedCondition_isRefused(String condition) {
    String etag = store("k", "1");
    for (String name : new String[] {"If-Match", "If-None-Match"}) {
      String[] header = {name, condition};
      here.get(entry(cache, "k"), header).isProblem(400, "invalid-condition");
      here.head(entry(cache, "k"), header).is(400);
      here.put(entry(cache, "k"), "2", header).isProblem(400, "invalid-condition");
      here.delete(entry(cache, "k"), header).isProblem(400, "invalid-condition");
      here.postJson(increment(cache, "k"), "", header).isProblem(400, "invalid-condition");
      here.putJson(ttl(cache, "k"), "{\"ttl\":\"1h\"}", header).isProblem(400, "invalid-condition");
    }
    assertThat(there.get(entry(cache, "k")).is(200).etag()).isEqualTo(etag);
  }

  @Test
  void everyNode_answersForEveryKey() {
    for (int i = 0; i < 200; i++) {
      here.put(entry(cache, "k" + i), "v" + i).is(201);
      assertThat(there.get(entry(cache, "k" + i)).is(200).text()).isEqualTo("v" + i);
    }
  }

  @Test
  void connection_isKeptAlive() throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.request("PUT", entry(cache, "k"), "v").answer().is(201);
      raw.request("GET", entry(cache, "nothing")).answer().isProblem(404, "entry-not-found");
      raw.request("HEAD", entry(cache, "k")).answer(false).is(200);
      assertThat(raw.request("GET", entry(cache, "k")).answer().is(200).text()).isEqualTo("v");
    }
  }

  @Test
  void http10_isAnsweredAndTheConnectionEnds() throws IOException {
    store("k", "v");
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.send("GET " + entry(cache, "k") + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
      assertThat(raw.answer().is(200).text()).isEqualTo("v");
      assertThat(raw.read()).isEqualTo(-1);
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        requests.append(put("k" + i, "value " + i)).append(get("k" + i)).append(get("none" + i));
      }
      raw.send(requests.toString());
      for (int i = 0; i < 100; i++) {
        raw.answer().is(201);
        assertThat(raw.answer().is(200).text()).isEqualTo("value " + i);
        raw.answer().isProblem(404, "entry-not-found");
      }
    }
  }

  @Test
  void pipelinedWritesOfOneKey_happenInOrder() throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        requests.append(put("k", "value " + i)).append(get("k"));
      }
      raw.send(requests.toString());
      for (int i = 0; i < 100; i++) {
        raw.answer().is(i == 0 ? 201 : 204);
        assertThat(raw.answer().is(200).text()).isEqualTo("value " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /nowhere",
        "PUT /v1/caches/-bad-/entries/k",
        "PUT /v1/caches/ok/entries/%2E",
        "POST /v1/caches/ok/entries/k",
        "PUT /v1/caches/ok/entries/k?ttl=never",
        "PUT /metrics",
        "GET /health/live"
      })
  void bodyOfARefusedRequest_isNeverTakenForARequest(String line) throws IOException {
    store("victim", "v");
    String smuggled = "DELETE " + entry(cache, "victim") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.send(line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + smuggled.length());
      raw.send("\r\n\r\n").send(smuggled);
      raw.answer();
      assertNextIsHealth(raw);
    }
    there.get(entry(cache, "victim")).is(200);
  }

  /** Whatever came before it has been carried out by then; or the node has hung up. */
  private static void assertNextIsHealth(RawConnection raw) throws IOException {
    try {
      raw.request("GET", "/health/live").answer().is(200);
    } catch (EOFException | SocketException hungUp) {
      assertThat(raw.hasAnswer()).isFalse();
    }
  }

  @Test
  void unfinishedBody_holdsBackWhatFollowsAndStoresNothing() throws IOException {
    store("k", "old");
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.send("PUT " + entry(cache, "k") + " HTTP/1.1\r\nHost: localhost\r\n");
      raw.send("Content-Length: 5\r\n\r\nne");
      assertThat(there.get(entry(cache, "k")).is(200).text()).isEqualTo("old");
      raw.send("wer").send(get("k"));
      raw.answer().is(204);
      assertThat(raw.answer().is(200).text()).isEqualTo("newer");
    }
  }

  @Test
  void expectContinue_isAnsweredBeforeTheBodyIsSent() throws IOException {
    try (RawConnection raw = RawConnection.to(here.base())) {
      raw.send("PUT " + entry(cache, "k") + " HTTP/1.1\r\nHost: localhost\r\n");
      raw.send("Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      raw.answer().is(100);
      raw.send("hello").answer().is(201);
    }
    assertThat(there.get(entry(cache, "k")).is(200).text()).isEqualTo("hello");
  }

  @Test
  void http2_isSpokenWithPriorKnowledge() throws IOException {
    store("k", "over two");
    try (Http2Connection http2 = Http2Connection.to(here.base())) {
      http2.get(1, entry(cache, "k"));
      http2.get(3, entry(cache, "nothing"));
      http2.get(5, "/health/live");
      http2.await(3);
      assertThat(http2.status(1)).isEqualTo(200);
      assertThat(new String(http2.body(1), UTF_8)).isEqualTo("over two");
      assertThat(http2.status(3)).isEqualTo(404);
      assertThat(http2.status(5)).isEqualTo(200);
    }
  }

  @Test
  void clientThatOffersAnUpgradeToHttp2_isServed() throws IOException, InterruptedException {
    store("k", "v");
    HttpRequest request =
        HttpRequest.newBuilder(here.base().resolve(entry(cache, "k")))
            .version(HttpClient.Version.HTTP_2)
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("v");
  }

  @Test
  void head_isGetWithoutABody_onEveryResource() {
    store("k", "v");
    for (String path :
        new String[] {
          "/v1/caches",
          cache(cache),
          stats(cache),
          entries(cache),
          ttl(cache, "k"),
          "/v1/cluster",
          "/health/live",
          "/health/ready",
          "/metrics",
          "/openapi.json"
        }) {
      Answer head = here.head(path).is(200);
      assertThat(head.body()).as(path).isEmpty();
      assertThat(head.header("Content-Type"))
          .as(path)
          .isEqualTo(here.get(path).is(200).header("Content-Type"));
    }
  }

  private String put(String key, String value) {
    return "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(entry(cache, key), value.length(), value);
  }

  private String get(String key) {
    return "GET " + entry(cache, key) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }
}
