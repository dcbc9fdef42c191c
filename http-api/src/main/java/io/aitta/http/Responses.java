package io.aitta.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.core.model.CacheValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** Responses and their parts. */
final class Responses {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  /** Visible characters, spaces and tabs only: nothing that could end a header line. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("([!-.0-~]{1,127})/([\\t !-~]{1,1024})");

  private static final int MAX_REMEMBERED = 256;
  private static final Map<String, ContentType> REMEMBERED = new ConcurrentHashMap<>();

  private Responses() {}

  static HttpHeader header(String name, String value) {
    return RawHeader.create(name, value);
  }

  /** A response without a body. */
  static HttpResponse empty(int status) {
    return HttpResponse.create().withStatus(status);
  }

  /** A response with a body that takes the array over. */
  static HttpResponse document(int status, String mediaType, byte[] body) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(contentType(mediaType), ByteString.fromArrayUnsafe(body)));
  }

  /** Why an answer that is at hand is not sent. */
  static Problem noRoom() {
    return Problem.of(
        ProblemType.OVERLOADED,
        "this node holds as many bytes of answers as it may: read them, or try again later");
  }

  static HttpResponse json(int status, JsonNode body) {
    return document(status, JSON, Json.bytes(body));
  }

  /**
   * The media type, spelt exactly as given; {@code application/octet-stream} for text that cannot
   * stand in a header.
   */
  static ContentType contentType(String text) {
    ContentType known = REMEMBERED.get(text);
    if (known != null) {
      return known;
    }
    ContentType made = verbatim(text);
    if (REMEMBERED.size() < MAX_REMEMBERED) {
      REMEMBERED.put(text, made);
    }
    return made;
  }

  /** Pekko spells charsets its own way; a subtype that carries the parameters is left alone. */
  private static ContentType verbatim(String text) {
    Matcher parts = MEDIA_TYPE.matcher(text);
    if (!parts.matches() || parts.group(1).equals("multipart")) {
      return ContentKind.parsed(parts.matches() ? text : CacheValue.OCTET_STREAM)
          .orElse(ContentTypes.APPLICATION_OCTET_STREAM);
    }
    MediaType.Binary type =
        MediaTypes.customBinary(parts.group(1), parts.group(2), true, Map.of(), true);
    return ContentTypes.create(type);
  }
}
