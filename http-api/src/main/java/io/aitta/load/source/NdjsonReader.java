package io.aitta.load.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.load.source.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads operations, a JSON object a line, as the batch endpoint takes them; {@code op} may be left
 * out, and a {@code value} that is no text is stored as JSON, character by character as the line
 * has it.
 */
public final class NdjsonReader implements Operations {
  private static final int LONGEST_LINE = 16 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Lines lines;
  private final BadLines badLines;

  /** Reads from the beginning of a stream that can mark and reset. */
  public NdjsonReader(InputStream in, BadLines badLines) {
    this.lines = new Lines(in, LONGEST_LINE);
    this.badLines = badLines;
  }

  @Override
  public Optional<Operation> next() throws IOException {
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      Optional<Operation> operation = parse(line.get());
      if (operation.isPresent()) {
        return operation;
      }
    }
    return Optional.empty();
  }

  private Optional<Operation> parse(Line line) throws IOException {
    if (line.flaw().isPresent()) {
      return refuse(line, line.flaw().get());
    }
    if (line.text().isBlank()) {
      return Optional.empty();
    }
    try {
      return operation(line, JSON.readTree(line.text()));
    } catch (JsonProcessingException e) {
      return refuse(line, "no JSON: " + e.getOriginalMessage());
    }
  }

  private Optional<Operation> operation(Line line, JsonNode json) throws IOException {
    if (!(json instanceof ObjectNode object) || !object.path("key").isTextual()) {
      return refuse(line, "no JSON object with a \"key\" that is text");
    }
    JsonNode value = object.path("value");
    if (value.isNull()) {
      return refuse(line, "\"value\" is null; store a text, or delete the key");
    }
    if (!object.has("op")) {
      object.put("op", "put");
    }
    if (!value.isMissingNode() && !value.isTextual()) {
      object.put("value", rawValue(line.text()));
      object.putIfAbsent("contentType", object.textNode("application/json"));
    }
    return Optional.of(
        new Operation(
            line.number(),
            object.path("key").textValue(),
            kind(object),
            object.has("ifMatch") || object.has("ifNoneMatch"),
            JSON.writeValueAsString(object),
            bytes(object)));
  }

  /** The value as it is written: parsed and printed again, a number could become another. */
  private static String rawValue(String line) throws IOException {
    String raw = "";
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("value");
        parser.nextToken();
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (wanted) {
          raw = line.substring(begin, (int) parser.currentLocation().getCharOffset());
        }
      }
    }
    return raw;
  }

  private static long bytes(ObjectNode operation) {
    if (operation.path("base64").isTextual()) {
      String base64 = operation.path("base64").textValue();
      return base64.replace("=", "").length() * 3L / 4;
    }
    return operation.path("value").asText().getBytes(UTF_8).length;
  }

  private static Operation.Kind kind(ObjectNode operation) {
    return switch (operation.path("op").asText()) {
      case "put" -> Operation.Kind.PUT;
      case "delete", "get" -> Operation.Kind.DELETE_OR_GET;
      default -> Operation.Kind.OTHER;
    };
  }

  private Optional<Operation> refuse(Line line, String reason) {
    badLines.add(line.number(), reason);
    return Optional.empty();
  }
}
