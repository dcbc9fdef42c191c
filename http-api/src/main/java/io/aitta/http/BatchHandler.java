package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheName;
import io.aitta.core.operation.KeyOperation;
import io.aitta.gateway.Attempt;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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
    if (!ContentKind.essence(exchange.mediaType()).equals(Responses.NDJSON)) {
      throw exchange.unsupported(Responses.NDJSON);
    }
    return exchange
        .body(maxBatchSize)
        .thenApplyAsync(body -> new BatchLines(body, parser), working)
        .thenCompose(
            lines -> next(cache, lines).thenApply(first -> answer(exchange, cache, lines, first)));
  }

  private HttpResponse answer(
      Exchange exchange, CacheName cache, BatchLines lines, ByteString first) {
    if (lines.isAtEnd()) {
      return Responses.document(200, Responses.NDJSON, first.toArrayUnsafe());
    }
    Source<ByteString, ?> rest =
        Source.unfoldAsync(
            lines,
            left ->
                left.isAtEnd()
                    ? completedFuture(Optional.empty())
                    : next(cache, left).thenApply(group -> Optional.of(Pair.create(left, group))));
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                Responses.contentType(Responses.NDJSON),
                exchange.streaming(Source.single(first).concat(rest))));
  }

  private CompletionStage<ByteString> next(CacheName cache, BatchLines lines) {
    if (lines.isAtEnd()) {
      return completedFuture(ByteString.emptyByteString());
    }
    List<BatchLine> group = lines.next();
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (BatchLine line : group) {
      if (line instanceof BatchLine.Task task) {
        operations.add(task.operation());
      }
    }
    return attempts(cache, operations)
        .handleAsync(
            (attempts, failure) ->
                failure == null ? render(group, attempts) : renderFailure(group, failure),
            working)
        .thenApply(
            answers -> {
              lines.answered(group.size(), answers.size());
              return answers;
            });
  }

  private CompletionStage<List<Attempt>> attempts(
      CacheName cache, List<KeyOperation<?>> operations) {
    return operations.isEmpty() ? completedFuture(List.of()) : batches.execute(cache, operations);
  }

  private static ByteString render(List<BatchLine> group, List<Attempt> attempts) {
    Iterator<Attempt> attempt = attempts.iterator();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (BatchLine line : group) {
      write(
          out,
          line instanceof BatchLine.Refused refused
              ? BatchAnswers.of(line.key(), refused.problem())
              : BatchAnswers.of(line.key(), attempt.next()));
    }
    return ByteString.fromArrayUnsafe(out.toByteArray());
  }

  /** The whole group failed as one: each line says so. */
  private static ByteString renderFailure(List<BatchLine> group, Throwable failure) {
    Problem problem = Failures.of(failure);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (BatchLine line : group) {
      write(
          out,
          BatchAnswers.of(
              line.key(), line instanceof BatchLine.Refused refused ? refused.problem() : problem));
    }
    return ByteString.fromArrayUnsafe(out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, ObjectNode line) {
    out.writeBytes(Json.bytes(line));
    out.write('\n');
  }
}
