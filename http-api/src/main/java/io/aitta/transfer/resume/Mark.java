package io.aitta.transfer.resume;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A place from which an export can go on.
 *
 * @param cursor where the listing goes on; empty for its beginning
 * @param offset how many bytes the file has until there
 * @param entries how many entries
 * @param bytes of their values
 * @param checksum the CRC-32C of what is before, as it is unpacked
 */
public record Mark(Optional<String> cursor, long offset, long entries, long bytes, int checksum) {
  /** Nothing is null. */
  public Mark {
    requireNonNull(cursor, "cursor is null");
  }

  static Mark of(JsonNode json) {
    return new Mark(
        Optional.ofNullable(json.path("cursor").textValue()),
        json.path("offset").asLong(),
        json.path("entries").asLong(),
        json.path("bytes").asLong(),
        json.path("checksum").asInt());
  }

  void writeTo(ObjectNode json) {
    cursor.ifPresent(text -> json.put("cursor", text));
    json.put("offset", offset)
        .put("entries", entries)
        .put("bytes", bytes)
        .put("checksum", checksum);
  }
}
