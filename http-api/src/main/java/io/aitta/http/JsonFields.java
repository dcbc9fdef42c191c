package io.aitta.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The fields of a JSON object that a caller sent, read strictly: each error is one sentence. */
final class JsonFields {
  private final JsonNode json;
  private final ProblemType type;

  private JsonFields(JsonNode json, ProblemType type) {
    this.json = json;
    this.type = type;
  }

  /**
   * Takes an object that has none but the known fields.
   *
   * @param type the problem of whatever is wrong with it
   */
  static JsonFields of(JsonNode json, Set<String> known, ProblemType type) {
    JsonFields fields = new JsonFields(json, type);
    if (!json.isObject()) {
      throw fields.wrong("a JSON object is wanted");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw fields.wrong(
            "there is no field '" + name + "'; there is " + String.join(", ", known));
      }
    }
    return fields;
  }

  boolean has(String name) {
    return json.has(name);
  }

  /** Whether the field is there and says null. */
  boolean isNull(String name) {
    return json.has(name) && json.get(name).isNull();
  }

  JsonNode get(String name) {
    return json.get(name);
  }

  /** The field as text; empty where it is missing. */
  Optional<String> text(String name) {
    if (!json.has(name)) {
      return Optional.empty();
    }
    if (!json.get(name).isTextual()) {
      throw wrong("'" + name + "' is a text, not " + json.get(name));
    }
    return Optional.of(json.get(name).textValue());
  }

  /** The field as a whole number of 64 bits; empty where it is missing. */
  OptionalLong number(String name) {
    if (!json.has(name)) {
      return OptionalLong.empty();
    }
    JsonNode value = json.get(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong("'" + name + "' is a whole number of 64 bits, not " + value);
    }
    return OptionalLong.of(value.longValue());
  }

  /** The field as true or false; empty where it is missing. */
  Optional<Boolean> flag(String name) {
    if (!json.has(name)) {
      return Optional.empty();
    }
    if (!json.get(name).isBoolean()) {
      throw wrong("'" + name + "' is true or false, not " + json.get(name));
    }
    return Optional.of(json.get(name).booleanValue());
  }

  ProblemException wrong(String detail) {
    return ProblemException.of(type, detail);
  }
}
