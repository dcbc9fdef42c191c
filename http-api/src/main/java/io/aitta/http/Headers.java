package io.aitta.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The header lines of a request. */
final class Headers {
  private final Iterable<HttpHeader> lines;

  Headers(HttpRequest request) {
    this.lines = request.getHeaders();
  }

  /** The values of all lines of that name, in their order. */
  List<String> all(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<String> values = new ArrayList<>(1);
    for (HttpHeader header : lines) {
      if (header.is(lower)) {
        values.add(header.value());
      }
    }
    return values;
  }

  /** The value of the first line of that name. */
  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
