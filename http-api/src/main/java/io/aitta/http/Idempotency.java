package io.aitta.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.gateway.WriteName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * What a client calls one write, by the header {@code Idempotency-Key}, and a hash of all that the
 * request asks. Used by one thread at a time.
 */
final class Idempotency {
  private static final String HEADER = "Idempotency-Key";

  /** The headers that change what a write does. */
  private static final List<String> ASKING =
      List.of("If-Match", "If-None-Match", "If-Unmodified-Since", "Cache-Control");

  private final String key;
  private final MessageDigest request = sha256();

  private Idempotency(String key) {
    this.key = key;
  }

  /** The key of a request, where it has one; {@code invalid-idempotency-key} where it is none. */
  static Optional<Idempotency> of(Headers headers) {
    List<String> keys = headers.all(HEADER);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    if (keys.size() > 1 || !isKey(keys.get(0))) {
      throw invalid(
          HEADER
              + " is sent once and has 1 to "
              + WriteName.MAX_LENGTH
              + " visible ASCII characters; nothing was done");
    }
    Idempotency idempotency = new Idempotency(keys.get(0));
    ASKING.forEach(name -> idempotency.take(name + headers.all(name)));
    return Optional.of(idempotency);
  }

  /** Refuses a key where none is kept: the client would else rely on it. */
  static void refuseAny(Headers headers) {
    if (headers.first(HEADER).isPresent()) {
      throw invalid(
          HEADER + " does not apply here: send the request without it; nothing was changed");
    }
  }

  /** Takes something in that the request says. */
  Idempotency take(String text) {
    request.update(text.getBytes(UTF_8));
    request.update((byte) 0);
    return this;
  }

  /** Takes the request's body in. */
  void take(ByteString body) {
    body.getByteBuffers().forEach(request::update);
  }

  /** The name of a request that was taken in to its end; to be asked once. */
  WriteName name() {
    return new WriteName(key, ByteBuffer.wrap(request.digest()).getLong());
  }

  private static boolean isKey(String text) {
    return !text.isEmpty()
        && text.length() <= WriteName.MAX_LENGTH
        && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static ProblemException invalid(String detail) {
    return ProblemException.of(ProblemType.INVALID_IDEMPOTENCY_KEY, detail);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
