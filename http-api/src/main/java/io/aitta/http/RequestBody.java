package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** A request's body: taken whole, or thrown away, once. */
final class RequestBody {
  private final HttpEntity entity;
  private final boolean awaitsContinue;
  private final Means means;
  private final Reservation reservation;
  private boolean taken;

  /**
   * @param awaitsContinue whether the client waits to be asked for it
   */
  RequestBody(HttpEntity entity, boolean awaitsContinue, Means means) {
    this.entity = entity;
    this.awaitsContinue = awaitsContinue;
    this.means = means;
    this.reservation = new Reservation(means.incoming());
  }

  /** All of it; {@code value-too-large} beyond the limit. */
  CompletionStage<ByteString> take(int limit) {
    taken = true;
    if (entity instanceof HttpEntity.Strict strict) {
      return whole(strict.getData(), limit);
    }
    OptionalLong announced = entity.getContentLengthOption();
    if (announced.isPresent() && announced.getAsLong() > limit) {
      return refuse(limit);
    }
    int most = (int) announced.orElse(limit);
    return run(
        BodyCollector.collecting(
            limit,
            means.bodyTimeout(),
            new BodyBuffer(most, reservation),
            means.metrics()::received));
  }

  /** Whether nothing is left of it to be read. */
  boolean isDone() {
    return taken || entity.isStrict();
  }

  /**
   * Reads what is left and throws it away, so that the connection can be used on and the client,
   * busy sending, sees the answer.
   */
  CompletionStage<Void> discard() {
    taken = true;
    return refuse(0).handle((body, refused) -> null);
  }

  /** Forgets it. */
  void release() {
    reservation.close();
  }

  private CompletionStage<ByteString> whole(ByteString body, int limit) {
    means.metrics().received(body.size());
    if (body.size() > limit) {
      return failedFuture(BodyCollector.tooLarge(limit));
    }
    return reservation.tryReserve(body.size())
        ? completedFuture(body)
        : failedFuture(BodyCollector.noRoom());
  }

  private CompletionStage<ByteString> refuse(int limit) {
    long announced = entity.getContentLengthOption().orElse(0);
    return awaitsContinue || announced > limit + BodyCollector.DRAIN_BYTES
        ? failedFuture(BodyCollector.tooLarge(limit))
        : run(
            BodyCollector.discarding(
                limit, new BodyBuffer(0, reservation), means.metrics()::received));
  }

  private CompletionStage<ByteString> run(BodyCollector collector) {
    return entity
        .withoutSizeLimit()
        .getDataBytes()
        .runWith(Sink.fromGraph(collector), means.materializer());
  }
}
