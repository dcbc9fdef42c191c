package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries as JSON objects: as lines of a file, and as lines of a cache's listing. Bytes that are
 * text are text there, others base64.
 */
public final class EntryJson {
  /** What is longer is base64 even where it is text: escaped, it could be six times as long. */
  private static final int LONGEST_TEXT = 1 << 20;

  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)s");

  private EntryJson() {}

  /**
   * Reads a line of a listing with values and details.
   *
   * @param now the present instant, in milliseconds of the epoch
   * @throws DamagedFileException when it is none
   */
  public static ExportedEntry listed(byte[] line, long now) {
    JsonNode json = Json.read(line);
    long left = json.path("ttl").isTextual() ? Math.max(1, millis(json.path("ttl"))) : 0;
    return entry(json, new Limits(left == 0 ? 0 : now + left, left, millis(json.path("maxIdle"))));
  }

  static ExportedEntry stored(JsonNode json) {
    try {
      long expiresAt =
          json.has("expiresAt") ? Instant.parse(json.path("expiresAt").asText()).toEpochMilli() : 0;
      return entry(
          json, new Limits(expiresAt, millis(json.path("ttl")), millis(json.path("maxIdle"))));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new DamagedFileException("the entry's lifetime makes no sense there");
    }
  }

  static byte[] bytes(ExportedEntry entry) {
    ObjectNode json = Json.object();
    json.put("key", entry.key());
    text(entry)
        .ifPresentOrElse(text -> json.put("value", text), () -> json.put("base64", entry.value()));
    json.put("contentType", entry.contentType());
    if (!entry.tags().isEmpty()) {
      ArrayNode tags = json.putArray("tags");
      entry.tags().forEach(tags::add);
    }
    Limits limits = entry.limits();
    if (limits.expires()) {
      json.put("expiresAt", Instant.ofEpochMilli(limits.expiresAt()).toString());
      json.put("ttl", seconds(limits.left()));
    }
    if (limits.idles()) {
      json.put("maxIdle", seconds(limits.maxIdle()));
    }
    return Json.bytes(json);
  }

  private static ExportedEntry entry(JsonNode json, Limits limits) {
    if (!json.path("key").isTextual() || !json.path("contentType").isTextual()) {
      throw new DamagedFileException("there is no entry with a key and a content type there");
    }
    List<String> tags = new ArrayList<>();
    json.path("tags").forEach(tag -> tags.add(tag.asText()));
    return new ExportedEntry(
        json.path("key").textValue(),
        value(json),
        json.path("contentType").textValue(),
        tags,
        limits);
  }

  private static byte[] value(JsonNode json) {
    try {
      if (json.path("value").isTextual() && !json.has("base64")) {
        return json.path("value").textValue().getBytes(UTF_8);
      }
      if (json.path("base64").isTextual() && !json.has("value")) {
        return json.path("base64").binaryValue();
      }
    } catch (IOException e) {
      throw new DamagedFileException("the entry's base64 is none");
    }
    throw new DamagedFileException("the entry has no value there");
  }

  private static Optional<String> text(ExportedEntry entry) {
    if (entry.value().length > LONGEST_TEXT || !isText(entry.contentType())) {
      return Optional.empty();
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(entry.value())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/") || type.matches("[^;]*[/+]json\\b.*");
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }

  /** The duration in milliseconds; 0 where there is none. */
  private static long millis(JsonNode duration) {
    if (duration.isMissingNode() || duration.isNull()) {
      return 0;
    }
    Matcher seconds = SECONDS.matcher(duration.asText());
    if (!seconds.matches()) {
      throw new DamagedFileException("the entry's lifetime makes no sense there");
    }
    return new BigDecimal(seconds.group(1))
        .movePointRight(3)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }
}
