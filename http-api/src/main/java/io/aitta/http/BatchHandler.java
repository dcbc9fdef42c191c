package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.core.model.CacheName;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Many operations in one request: POST of NDJSON.
 *
 * <p>The body is taken whole, within its bounds, before anything is done: a client that sends
 * everything before it reads anything would otherwise wait for the server as the server waits for
 * it, and a body that is too large is refused with nothing done. The answers are streamed, one
 * group of lines after the other, each carried out only once the one before it was written.
 */
final class BatchHandler {
  /** The most bytes of values of an answer that is sent in one piece. */
  private static final int SMALL = 16 * 1024;

  private final BatchCalls batches;
  private final BatchParser parser;
  private final int maxBatchSize;
  private final Executor working;

  /**
   * @param working runs what takes long
   */
  BatchHandler(CacheCalls calls, HttpSettings settings, Executor working) {
    this.batches = new BatchCalls(calls);
    this.parser = new BatchParser(settings.maxValueSize());
    this.maxBatchSize = settings.maxBatchSize();
    this.working = working;
  }

  CompletionStage<HttpResponse> post(Exchange exchange) {
    CacheName cache = exchange.cache();
    exchange.query(Set.of());
    Conditions.refuseAny(exchange.headers());
    Idempotency.refuseAny(exchange.headers());
    if (!ContentKind.essence(exchange.mediaType()).equals(Responses.NDJSON)) {
      throw exchange.unsupported(Responses.NDJSON);
    }
    return exchange
        .body(maxBatchSize)
        .thenApplyAsync(
            body ->
                new BatchProgress(
                    cache,
                    new BatchLines(body, parser),
                    batches,
                    exchange.delivery().room(),
                    working),
            working)
        .thenCompose(
            progress -> progress.next().thenApply(first -> answer(exchange, progress, first)));
  }

  private static HttpResponse answer(
      Exchange exchange, BatchProgress progress, List<BatchSlot> first) {
    if (progress.isAtEnd() && first.stream().mapToLong(BatchSlot::valueBytes).sum() <= SMALL) {
      return Responses.document(200, Responses.NDJSON, rendered(first));
    }
    Source<List<BatchSlot>, NotUsed> rest =
        Source.unfoldAsync(
            progress,
            left ->
                left.isAtEnd()
                    ? completedFuture(Optional.empty())
                    : left.next().thenApply(group -> Optional.of(Pair.create(left, group))));
    Source<ByteString, ?> body =
        Source.single(first)
            .concatLazy(rest)
            .mapConcat(group -> group)
            .map(BatchSlot::render)
            .mapConcat(Slices::of);
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                Responses.contentType(Responses.NDJSON), exchange.delivery().streaming(body)));
  }

  private static byte[] rendered(List<BatchSlot> slots) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    slots.forEach(slot -> out.writeBytes(slot.render().toArrayUnsafe()));
    return out.toByteArray();
  }
}
