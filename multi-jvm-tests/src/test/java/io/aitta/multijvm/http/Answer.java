package io.aitta.multijvm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What came back for one request, with the checks that every test needs. */
public final class Answer {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String PROBLEM = "urn:aitta:problem:";

  private final String request;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  Answer(String request, int status, HttpHeaders headers, byte[] body) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body.clone();
  }

  public String text() {
    return new String(body, UTF_8);
  }

  public HttpHeaders headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The value of a header that must be there exactly once. */
  public String only(String name) {
    assertThat(headers.allValues(name)).as("%s of %s", name, this).hasSize(1);
    return headers.allValues(name).get(0);
  }

  /** The strong entity tag that must be there. */
  public String etag() {
    String etag = only("ETag");
    assertThat(etag).as("ETag of %s", this).matches("\"[\\x21\\x23-\\x7e]+\"");
    return etag;
  }

  /** The body as one JSON value and nothing after it. */
  public JsonNode json() {
    return parse(text());
  }

  /** The body as one JSON object a line. */
  public List<JsonNode> lines() {
    return text().lines().filter(line -> !line.isBlank()).map(this::parse).toList();
  }

  /** Checks the status; answers that tell of errors are checked for their form too. */
  public Answer is(int expected) {
    assertThat(status).as("status of %s", this).isEqualTo(expected);
    if (status == 503 || status == 429) {
      assertThat(only("Retry-After")).as("Retry-After of %s", this).matches("\\d+");
    }
    return this;
  }

  /** Checks that this is a problem document of this status and slug, with all its parts. */
  public Answer isProblem(int expectedStatus, String slug) {
    isProblem(expectedStatus);
    assertThat(json().path("type").asText()).as("type of %s", this).isEqualTo(PROBLEM + slug);
    return this;
  }

  /** Checks that this is a problem document of this status, with all its parts. */
  public Answer isProblem(int expectedStatus) {
    is(expectedStatus);
    assertThat(only("Content-Type")).as("type of %s", this).startsWith("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("type").asText()).as("type of %s", this).startsWith(PROBLEM);
    assertThat(problem.path("title").asText()).as("title of %s", this).isNotBlank();
    assertThat(problem.path("detail").asText()).as("detail of %s", this).isNotBlank();
    assertThat(problem.path("status").asInt()).as("status in %s", this).isEqualTo(expectedStatus);
    assertThat(text())
        .as("%s tells of no internals", this)
        .doesNotContain("Exception", "\\tat ", "org.apache.pekko", "io.aitta.");
    return this;
  }

  private JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + this, e);
    }
  }

  @Override
  public String toString() {
    String shown = text();
    return "%s -> %d %s %s"
        .formatted(
            request, status, headers.map(), shown.substring(0, Math.min(600, shown.length())));
  }
}
