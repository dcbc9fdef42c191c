package io.aitta.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;

/**
 * JSON in and out. Reading is strict: one document, no name twice, no depth beyond what the API
 * knows, so that nothing a caller sends is understood in two ways.
 */
final class Json {
  private static final int MAX_DEPTH = 16;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same, and the end of a line. */
  static byte[] line(JsonNode json) {
    byte[] document = bytes(json);
    byte[] line = Arrays.copyOf(document, document.length + 1);
    line[document.length] = '\n';
    return line;
  }

  /** Reads one document; {@code malformed-json} where it is none. */
  static JsonNode read(byte[] bytes) {
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      JsonNode json = MAPPER.readTree(parser);
      if (json == null || json.isMissingNode()) {
        throw ProblemException.of(ProblemType.MALFORMED_JSON, "there is no JSON in the body");
      }
      if (parser.nextToken() != null) {
        throw ProblemException.of(ProblemType.MALFORMED_JSON, "more follows after the JSON");
      }
      return json;
    } catch (JsonProcessingException malformed) {
      throw ProblemException.of(ProblemType.MALFORMED_JSON, sentence(malformed));
    } catch (IOException unreadable) {
      throw ProblemException.of(ProblemType.MALFORMED_JSON, "the body is not UTF-8 text");
    }
  }

  private static String sentence(JsonProcessingException malformed) {
    String where =
        malformed.getLocation() == null
            ? ""
            : " at line "
                + malformed.getLocation().getLineNr()
                + ", column "
                + malformed.getLocation().getColumnNr();
    return "not JSON" + where + ": " + malformed.getOriginalMessage();
  }
}
