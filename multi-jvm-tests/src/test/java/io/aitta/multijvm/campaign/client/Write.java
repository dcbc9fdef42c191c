package io.aitta.multijvm.campaign.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/**
 * What a request is but for the node it is sent to.
 *
 * @param suffix of the entry's path; empty, a sub-resource or a query
 * @param headers name, value, name, value
 */
record Write(String method, String suffix, String body, List<String> headers) {
  Write {
    headers = List.copyOf(headers);
  }

  static Write put(String value) {
    return new Write("PUT", "", value, List.of());
  }

  /**
   * @param lifetime such as {@code 30s}
   */
  static Write putFor(String lifetime, String value) {
    return new Write("PUT", "?ttl=" + lifetime, value, List.of());
  }

  static Write replace(String etag, String value) {
    return new Write("PUT", "", value, List.of("If-Match", etag));
  }

  static Write remove() {
    return new Write("DELETE", "", "", List.of());
  }

  static Write increment() {
    return new Write("POST", "/increment", "", List.of());
  }

  HttpRequest.Builder at(URI entry) {
    BodyPublisher content =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(entry + suffix)).method(method, content);
    return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
  }
}
