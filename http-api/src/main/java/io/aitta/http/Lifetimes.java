package io.aitta.http;

import io.aitta.core.model.Lifetime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lifetime that a write asks for: by query, or by Cache-Control where the query says none. */
final class Lifetimes {
  /** Quoted strings are skipped whole, so that nothing inside one is taken for a directive. */
  private static final Pattern DIRECTIVE =
      Pattern.compile("([^\\s,=\"]+)(?:\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s,\"]*))?");

  private Lifetimes() {}

  static Lifetime of(Query query, Headers headers) {
    Lifetime lifetime = Lifetime.INHERITED;
    Optional<String> ttl = query.get("ttl");
    if (ttl.isPresent()) {
      lifetime = lifetime.withTimeToLive(Durations.parse(ttl.get()));
    } else {
      Optional<String> maxAge = maxAge(headers);
      if (maxAge.isPresent()) {
        lifetime = lifetime.withTimeToLive(Durations.parseSeconds(maxAge.get()));
      }
    }
    Optional<String> maxIdle = query.get("max-idle");
    return maxIdle.isPresent() ? lifetime.withMaxIdle(Durations.parse(maxIdle.get())) : lifetime;
  }

  private static Optional<String> maxAge(Headers headers) {
    for (String line : headers.all("Cache-Control")) {
      Matcher directives = DIRECTIVE.matcher(line);
      while (directives.find()) {
        if (directives.group(1).toLowerCase(Locale.ROOT).equals("max-age")) {
          String value = directives.group(2) == null ? "" : directives.group(2);
          return Optional.of(value.replace("\"", ""));
        }
      }
    }
    return Optional.empty();
  }
}
