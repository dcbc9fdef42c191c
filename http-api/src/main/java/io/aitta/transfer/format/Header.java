package io.aitta.transfer.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The first record of a file: what is in it. A JSON object in either form.
 *
 * @param cache the name of the cache that was exported
 * @param config its whole configuration, a JSON object as {@code GET /v1/caches/{c}} answers it
 * @param takenAt when the export began, in milliseconds of the epoch
 */
public record Header(String cache, String config, long takenAt) {
  /** What every file says it is. */
  static final String KIND = "export";

  /** The version of both forms. */
  static final int VERSION = 1;

  /** Nothing is null. */
  public Header {
    requireNonNull(cache, "cache is null");
    requireNonNull(config, "config is null");
  }

  byte[] toJson() {
    ObjectNode json = Json.object();
    json.put("aitta", KIND);
    json.put("version", VERSION);
    json.put("cache", cache);
    json.put("takenAt", Instant.ofEpochMilli(takenAt).toString());
    json.set("config", Json.read(config.getBytes(UTF_8)));
    return Json.bytes(json);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws DamagedFileException when it is none, or of a later version
   */
  static Header of(byte[] bytes) {
    JsonNode json = Json.read(bytes);
    if (!json.path("aitta").asText().equals(KIND)) {
      throw new DamagedFileException("its first record is no header of an export");
    }
    requireVersion(json.path("version").asInt());
    if (!json.path("cache").isTextual() || !json.path("config").isObject()) {
      throw new DamagedFileException("its header lacks the cache or its configuration");
    }
    try {
      return new Header(
          json.path("cache").textValue(),
          json.path("config").toString(),
          Instant.parse(json.path("takenAt").asText()).toEpochMilli());
    } catch (DateTimeException e) {
      throw new DamagedFileException("its header does not say when it was taken");
    }
  }

  static void requireVersion(int version) {
    if (version != VERSION) {
      throw new DamagedFileException(
          "it is of version %d of the format, and this Aitta reads version %d; import it with the Aitta that wrote it or a later one"
              .formatted(version, VERSION));
    }
  }
}
