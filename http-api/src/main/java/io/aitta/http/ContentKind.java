package io.aitta.http;

import io.aitta.core.model.CacheValue;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import scala.jdk.javaapi.OptionConverters;

/** Media types: which one a body has, and what may be done with bytes of it. */
final class ContentKind {
  private ContentKind() {}

  /** The media type a body was sent with, as it is stored. */
  static String of(HttpEntity entity) {
    ContentType type = entity.getContentType();
    return type.equals(ContentTypes.NO_CONTENT_TYPE) ? CacheValue.OCTET_STREAM : spelt(type);
  }

  /**
   * The media type a line of a batch names, as it is stored.
   *
   * @throws ProblemException {@code bad-request} where it is none
   */
  static String parse(String text) {
    return parsed(text)
        .map(ContentKind::spelt)
        .orElseThrow(
            () -> ProblemException.of(ProblemType.BAD_REQUEST, "'" + text + "' is no media type"));
  }

  /** The media type; empty for text that is none. */
  static Optional<ContentType> parsed(String text) {
    return OptionConverters.toJava(
            org.apache.pekko.http.scaladsl.model.ContentType.parse(text).toOption())
        .map(type -> type);
  }

  /** Whether bytes of that type are text where they are valid UTF-8. */
  static boolean isText(String mediaType) {
    String essence = essence(mediaType);
    return essence.startsWith("text/") || isJson(essence);
  }

  /** Whether a body may be taken for JSON; one sent without a type may. */
  static boolean mayBeJson(String mediaType) {
    String essence = essence(mediaType);
    return isJson(essence) || essence.equals(CacheValue.OCTET_STREAM);
  }

  static String essence(String mediaType) {
    int semicolon = mediaType.indexOf(';');
    String essence = semicolon < 0 ? mediaType : mediaType.substring(0, semicolon);
    return essence.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(String essence) {
    return essence.equals("application/json") || essence.endsWith("+json");
  }

  /** RFC 9110, section 8.3.1, prefers the charset's name in lower case; so do most clients. */
  private static String spelt(ContentType type) {
    return type.toString().replace("; charset=UTF-8", "; charset=utf-8");
  }
}
