package io.aitta.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.load.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads operations, a JSON object a line, as the batch endpoint takes them; {@code op} may be left
 * out, and a {@code value} that is no text is stored as JSON.
 */
final class NdjsonReader implements Operations {
  private static final int LONGEST_LINE = 16 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Lines lines;
  private final BadLines badLines;

  NdjsonReader(InputStream in, BadLines badLines) {
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

  private Optional<Operation> parse(Line line) {
    if (line.text().isBlank()) {
      return Optional.empty();
    }
    if (!line.complete()) {
      return refuse(line, "longer than " + (LONGEST_LINE >> 20) + " MiB");
    }
    try {
      return operation(line, JSON.readTree(line.text()));
    } catch (JsonProcessingException e) {
      return refuse(line, "no JSON: " + e.getOriginalMessage());
    }
  }

  private Optional<Operation> operation(Line line, JsonNode json) throws JsonProcessingException {
    if (!(json instanceof ObjectNode object) || !object.path("key").isTextual()) {
      return refuse(line, "no JSON object with a \"key\" that is text");
    }
    if (!object.has("op")) {
      object.put("op", "put");
    }
    JsonNode value = object.path("value");
    if (!value.isMissingNode() && !value.isTextual()) {
      object.put("value", JSON.writeValueAsString(value));
      object.putIfAbsent("contentType", object.textNode("application/json"));
    }
    return Optional.of(
        new Operation(
            line.number(), object.path("key").textValue(), JSON.writeValueAsString(object)));
  }

  private Optional<Operation> refuse(Line line, String reason) {
    badLines.add(line.number(), reason);
    return Optional.empty();
  }
}
