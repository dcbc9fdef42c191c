package io.aitta.http;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import scala.concurrent.duration.FiniteDuration;

/**
 * A response on its way to its client: what it holds is counted until it has been sent or nobody
 * wants it any more. Thread-safe.
 */
final class Delivery {
  /** What is smaller is held by the connection anyway, and not counted. */
  private static final int COUNTED = 16 * 1024;

  private final Means means;
  private final Reservation room;
  private final Runnable onEnd;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean streaming;

  Delivery(Means means, Runnable onEnd) {
    this.means = means;
    this.room = new Reservation(means.outgoing());
    this.onEnd = onEnd;
  }

  /** What the response holds of the bytes that may be held. */
  Reservation room() {
    return room;
  }

  boolean isStreaming() {
    return streaming;
  }

  /**
   * A response's body that is streamed: the delivery ends with it, not with the response's head. A
   * body that nobody asks for within the deadline, since the client has gone, ends it too.
   */
  Source<ByteString, ?> streaming(Source<ByteString, ?> body) {
    streaming = true;
    Cancellable unread =
        means
            .materializer()
            .scheduleOnce(FiniteDuration.fromNanos(means.bodyTimeout().toNanos()), this::end);
    return body.map(this::counted)
        .watchTermination(
            (value, done) -> {
              unread.cancel();
              // Without an executor the stage of Scala would run it in a thread of its own.
              return done.whenCompleteAsync((end, failure) -> end(), Runnable::run);
            });
  }

  /** The response as it is sent: at once where it is small, else as fast as it is read. */
  HttpResponse begin(HttpResponse response) {
    if (streaming) {
      return response;
    }
    if (response.entity() instanceof HttpEntity.Strict strict
        && strict.getData().size() > COUNTED) {
      return room.tryReserve(strict.getData().size())
          ? response.withEntity(
              HttpEntities.create(
                  strict.getContentType(),
                  strict.getData().size(),
                  streaming(Source.from(Slices.of(strict.getData())))))
          : begin(Responses.noRoom().toResponse());
    }
    return atOnce(response);
  }

  /** The response sent in one piece, not counted however large it is. */
  HttpResponse atOnce(HttpResponse response) {
    means.metrics().sent(response.entity().getContentLengthOption().orElse(0));
    end();
    return response;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      room.close();
      onEnd.run();
    }
  }

  private ByteString counted(ByteString bytes) {
    means.metrics().sent(bytes.size());
    return bytes;
  }
}
