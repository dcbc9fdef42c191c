package io.aitta.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.replication.history.RequestId;
import io.aitta.gateway.WriteName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The ids of writes that their callers have named: the same through whichever node they come. */
final class NamedWrites {
  private NamedWrites() {}

  /** Of the SHA-256 of the entry and the name, all that an id holds. */
  static RequestId idOf(CacheName cache, CacheKey key, WriteName name) {
    MessageDigest digest = sha256();
    // Each part but the last says how long it is, so that none runs into the next.
    take(digest, cache.text().getBytes(UTF_8));
    take(digest, key.toBytes());
    digest.update(name.text().getBytes(UTF_8));
    long hash = ByteBuffer.wrap(digest.digest()).getLong();
    return RequestId.named(hash, name.fingerprint());
  }

  private static void take(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
