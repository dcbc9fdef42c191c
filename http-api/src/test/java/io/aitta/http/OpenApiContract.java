package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/** Holds answers against the document that the server serves. */
final class OpenApiContract {
  private static final String TEXT = text();
  static final JsonNode DOCUMENT = Json.read(TEXT.getBytes(StandardCharsets.UTF_8));
  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForInlineApiSpecification(TEXT).build();

  private OpenApiContract() {}

  static void check(String method, String target, HttpResponse<byte[]> response) {
    Optional<Route> route = Route.of(RequestTarget.parse(target).segments());
    if (route.isEmpty()) {
      assertThat(response.statusCode()).as("an unknown path").isEqualTo(404);
      return;
    }
    Optional<JsonNode> operation = operation(route.get(), method);
    if (operation.isEmpty()) {
      assertThat(response.statusCode()).as(method + " is not described").isEqualTo(405);
      return;
    }
    String status = Integer.toString(response.statusCode());
    assertThat(operation.get().get("responses").has(status))
        .as(method + " " + route.get().template() + " does not describe " + status)
        .isTrue();
    boolean isValue = route.get() == Route.ENTRY && response.statusCode() == 200;
    if (!method.equals("HEAD") && !isValue) {
      checkBody(method, route.get(), response);
    }
  }

  /** What the document says of a method; GET's words hold for a HEAD that has none of its own. */
  static Optional<JsonNode> operation(Route route, String method) {
    JsonNode path = DOCUMENT.get("paths").path(route.template());
    String name = method.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(
        path.has(name) || !method.equals("HEAD") ? path.get(name) : path.get("get"));
  }

  private static void checkBody(String method, Route route, HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (type.equals(Responses.NDJSON) && route == Route.ENTRIES) {
      checkLines(method.equals("GET") ? "ListedEntry" : "BatchAnswer", response.body());
      return;
    }
    SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
    response.headers().map().forEach((name, values) -> answer.withHeader(name, values));
    if (response.body().length > 0) {
      answer.withBody(response.body());
    }
    ValidationReport report =
        VALIDATOR.validateResponse(
            route.template().replaceAll("[{}]", ""),
            Request.Method.valueOf(method),
            answer.build());
    assertThat(report.getMessages()).as(method + " " + route.template()).isEmpty();
  }

  private static void checkLines(String schema, byte[] body) {
    JsonNode described = DOCUMENT.get("components").get("schemas").get(schema);
    new String(body, StandardCharsets.UTF_8)
        .lines()
        .forEach(
            text -> {
              JsonNode line = Json.read(text.getBytes(StandardCharsets.UTF_8));
              for (Iterator<String> names = line.fieldNames(); names.hasNext(); ) {
                assertThat(described.get("properties").has(names.next())).as(text).isTrue();
              }
              described
                  .get("required")
                  .forEach(name -> assertThat(line.has(name.textValue())).as(text).isTrue());
            });
  }

  private static String text() {
    try (InputStream in = OpenApiContract.class.getResourceAsStream("/openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
