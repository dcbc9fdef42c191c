package io.aitta.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheValue;
import java.util.Optional;

/** Values as JSON: text where they are text, base64 otherwise. */
final class EntryJson {
  private EntryJson() {}

  static void putValue(ObjectNode json, CacheValue value) {
    byte[] bytes = value.toBytes();
    Optional<String> text =
        ContentKind.isText(value.contentType()) ? PercentEncoding.utf8(bytes) : Optional.empty();
    text.ifPresentOrElse(it -> json.put("value", it), () -> json.put("base64", bytes));
  }
}
