package io.aitta.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request's query parameters, read strictly: what is unknown or given twice is {@code
 * invalid-parameter}, so that no misspelt limit is silently none. A plus sign is a space, as forms
 * and most clients encode it.
 */
final class Query {
  private final Map<String, String> values = new LinkedHashMap<>();

  private Query() {}

  static Query of(String raw, Set<String> known) {
    Query query = new Query();
    if (!raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        query.add(pair, known);
      }
    }
    return query;
  }

  /** The parameter's value, decoded. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether the parameter says true; false without it. */
  boolean flag(String name) {
    String value = values.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid("'" + name + "' is true or false, not '" + value + "'");
    }
    return value.equals("true");
  }

  /** The parameter as a whole number within its bounds. */
  int number(String name, int min, int max, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw invalid("'" + name + "' is a number of " + min + " to " + max + ", not '" + value + "'");
  }

  static ProblemException invalid(String detail) {
    return ProblemException.of(ProblemType.INVALID_PARAMETER, detail);
  }

  private void add(String pair, Set<String> known) {
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
    if (!known.contains(name)) {
      throw invalid(
          "there is no parameter '"
              + name
              + "' here"
              + (known.isEmpty() ? "" : "; there is " + String.join(", ", known)));
    }
    if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
      throw invalid("the parameter '" + name + "' is given twice");
    }
  }

  private static String decode(String text) {
    return PercentEncoding.decode(text.replace("+", "%20"))
        .flatMap(PercentEncoding::utf8)
        .orElseThrow(() -> invalid("the query is not percent-encoded UTF-8"));
  }
}
