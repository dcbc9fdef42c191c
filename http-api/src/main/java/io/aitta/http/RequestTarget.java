package io.aitta.http;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * What a request is for, as the client wrote it: nothing decoded, nothing normalized.
 *
 * @param path the path, percent-encoded
 * @param segments the path's segments, percent-encoded
 * @param query the query, percent-encoded; empty without one
 */
record RequestTarget(String path, List<String> segments, String query) {
  /** The server as a whole, RFC 9110, section 7.1. */
  static final String ANY = "*";

  private static final int LEFT_OF_DOTS = 4;
  private static final String HTTP_2 = "HTTP/2.0";
  private static final String RAW_URI = "raw-request-uri";

  RequestTarget {
    segments = List.copyOf(segments);
  }

  /** Over HTTP/2 a header of that name is only what its client wrote. */
  static RequestTarget of(HttpRequest request) {
    if (isHttp2(request)) {
      return overHttp2(request);
    }
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(RAW_URI)) {
        return parse(header.value());
      }
    }
    return overHttp2(request);
  }

  static boolean isHttp2(HttpRequest request) {
    return request.protocol().value().equals(HTTP_2);
  }

  /**
   * Whether it is what is left of an entry whose key is two dots, once Pekko HTTP has resolved them
   * over HTTP/2: the cache's own path with a slash behind.
   */
  boolean isLeftOfDots() {
    return segments.size() == LEFT_OF_DOTS
        && segments.get(1).equals("caches")
        && segments.get(LEFT_OF_DOTS - 1).isEmpty();
  }

  /** Reads a request target of the origin form or the absolute form, RFC 9112, section 3.2. */
  static RequestTarget parse(String raw) {
    String text = raw.startsWith("/") || raw.equals(ANY) ? raw : afterAuthority(raw);
    int mark = text.indexOf('?');
    String path = mark < 0 ? text : text.substring(0, mark);
    String query = mark < 0 ? "" : text.substring(mark + 1);
    List<String> segments =
        path.isEmpty() || path.equals(ANY) ? List.of() : List.of(path.substring(1).split("/", -1));
    return new RequestTarget(path, segments, query);
  }

  /**
   * Over HTTP/2 only the decoded path is to be had. Bytes that are not UTF-8 have become U+FFFD by
   * then; they are marked so that no such key is taken for another.
   */
  private static RequestTarget overHttp2(HttpRequest request) {
    String path = request.getUri().getPathString().replace("%EF%BF%BD", "%FF");
    String query = request.getUri().rawQueryString().map(text -> "?" + text).orElse("");
    return parse(path + query);
  }

  private static String afterAuthority(String raw) {
    int scheme = raw.indexOf("://");
    if (scheme < 0) {
      return "";
    }
    int slash = raw.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : raw.substring(slash);
  }
}
