package io.aitta.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.Remove;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the lines of a batch. Never fails: a line that makes no sense becomes a refused one. */
final class BatchParser {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "get", fields(),
          "delete", fields("ifMatch", "ifNoneMatch"),
          "increment", fields("delta", "initial", "ifMatch", "ifNoneMatch"),
          "put",
              fields(
                  "value",
                  "base64",
                  "contentType",
                  "ttl",
                  "maxIdle",
                  "tags",
                  "ifMatch",
                  "ifNoneMatch"));

  private final int maxValueSize;

  BatchParser(int maxValueSize) {
    this.maxValueSize = maxValueSize;
  }

  BatchLine parse(byte[] line) {
    Optional<String> key = Optional.empty();
    try {
      JsonNode json = Json.read(line);
      key =
          Optional.ofNullable(json.get("key"))
              .map(JsonNode::textValue)
              .map(
                  text ->
                      text.length() > CacheKey.MAX_BYTES + 1
                          ? text.substring(0, CacheKey.MAX_BYTES + 1)
                          : text);
      JsonFields fields = JsonFields.of(json, FIELDS.get(op(json)), ProblemType.BAD_REQUEST);
      String keyText = fields.text("key").orElseThrow(() -> fields.wrong("'key' is missing"));
      return new BatchLine.Task(keyText, operation(op(json), Names.key(keyText), fields));
    } catch (ProblemException refused) {
      return new BatchLine.Refused(key, refused.problem());
    }
  }

  private static Set<String> fields(String... more) {
    Set<String> fields = new TreeSet<>(Set.of("op", "key"));
    fields.addAll(List.of(more));
    return fields;
  }

  private static String op(JsonNode json) {
    JsonNode op = json.get("op");
    if (op == null || !op.isTextual() || !FIELDS.containsKey(op.textValue())) {
      throw bad("'op' is get, put, delete or increment, not " + op);
    }
    return op.textValue();
  }

  private KeyOperation<?> operation(String op, CacheKey key, JsonFields fields) {
    return switch (op) {
      case "get" -> new Get(key, true);
      case "delete" -> new Remove(key, condition(fields));
      case "increment" ->
          new Increment(
              key,
              fields.number("delta").orElse(1),
              fields.number("initial").orElse(0),
              condition(fields));
      default -> new Put(key, value(fields), lifetime(fields), tags(fields), condition(fields));
    };
  }

  private static Condition condition(JsonFields fields) {
    return new Condition(
        EntityTags.required(fields.text("ifMatch").stream().toList()),
        EntityTags.refused(fields.text("ifNoneMatch").stream().toList()));
  }

  private CacheValue value(JsonFields fields) {
    if (fields.has("value") == fields.has("base64")) {
      throw fields.wrong("either 'value' or 'base64' is wanted");
    }
    byte[] bytes = fields.has("value") ? text(fields) : base64(fields);
    if (bytes.length > maxValueSize) {
      throw ProblemException.of(
          ProblemType.VALUE_TOO_LARGE,
          "the value has " + bytes.length + " bytes, more than the " + maxValueSize + " allowed");
    }
    String otherwise = fields.has("value") ? TEXT : CacheValue.OCTET_STREAM;
    String type = fields.text("contentType").map(ContentKind::parse).orElse(otherwise);
    return CacheValue.owning(bytes, type);
  }

  private static byte[] text(JsonFields fields) {
    return fields
        .text("value")
        .flatMap(Names::utf8)
        .orElseThrow(() -> fields.wrong("'value' holds half a pair of surrogates"));
  }

  private static byte[] base64(JsonFields fields) {
    try {
      return Base64.getDecoder().decode(fields.text("base64").orElse(""));
    } catch (IllegalArgumentException malformed) {
      throw fields.wrong("'base64' is not base64: " + malformed.getMessage());
    }
  }

  private static Lifetime lifetime(JsonFields fields) {
    return new Lifetime(limit(fields, "ttl"), limit(fields, "maxIdle"));
  }

  private static long limit(JsonFields fields, String name) {
    return fields.isNull(name)
        ? Lifetime.INHERIT
        : fields.text(name).map(Durations::parse).orElse(Lifetime.INHERIT);
  }

  private static Tags tags(JsonFields fields) {
    List<String> names = new ArrayList<>();
    if (fields.has("tags")) {
      if (!fields.get("tags").isArray()) {
        throw fields.wrong("'tags' is a list of texts");
      }
      fields.get("tags").forEach(tag -> names.add(tag.isTextual() ? tag.textValue() : ""));
    }
    return Names.tags(names);
  }

  private static ProblemException bad(String detail) {
    return ProblemException.of(ProblemType.BAD_REQUEST, detail);
  }
}
