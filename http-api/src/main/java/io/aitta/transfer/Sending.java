package io.aitta.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.Batch;
import io.aitta.load.UploadStatistics;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Refusals;
import io.aitta.load.source.Operation;
import io.aitta.transfer.format.ExportedEntry;
import io.aitta.transfer.format.Limits;
import io.aitta.transfer.resume.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Puts entries of a file into a cache. Thread-safe; it never shows a key or a value. */
final class Sending {
  private static final int SHOWN = 20;
  private static final int PRECONDITION_FAILED = 412;
  private static final long LONGEST_LIFE = 3_650L * 24 * 60 * 60 * 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CacheClient client;
  private final TargetCache cache;
  private final ImportRequest.Ways ways;
  private final Terminal terminal;
  private final LongSupplier clock;
  private final UploadStatistics statistics;
  private final AtomicLong refusals = new AtomicLong();

  Sending(
      CacheClient client,
      TargetCache cache,
      ImportRequest.Ways ways,
      Terminal terminal,
      LongSupplier clock,
      UploadStatistics statistics) {
    this.client = client;
    this.cache = cache;
    this.ways = ways;
    this.terminal = terminal;
    this.clock = clock;
    this.statistics = statistics;
  }

  /**
   * Sends entries until each is settled.
   *
   * @return what became of them
   * @throws OperatorException when the cluster does not serve: some may be stored, and all may be
   *     sent again
   */
  Tally send(Chunk chunk) {
    List<Operation> puts = new ArrayList<>();
    Tally[] tally = {Tally.NONE};
    long number = chunk.before();
    for (ExportedEntry entry : chunk.entries()) {
      number++;
      long left = left(entry.limits());
      if (entry.limits().expires() && left <= 0) {
        tally[0] = tally[0].andExpired();
      } else {
        puts.add(put(number, entry, left));
      }
    }
    Batch.sendAll(
        client,
        puts,
        (put, answer) -> {
          ExportedEntry entry = chunk.entries().get((int) (put.line() - 1 - chunk.before()));
          tally[0] = tally[0].plus(settle(put, entry, answer));
        });
    statistics.onDone(tally[0].stored(), tally[0].bytes());
    return tally[0];
  }

  private Tally settle(Operation put, ExportedEntry entry, Answer<String> answer) {
    requireServed(answer);
    if (answer.isMiss()) {
      throw new OperatorException(
          "the cache is not there, and this cluster makes none by itself; make it with PUT /v1/caches/{name}, or leave out --no-config");
    }
    if (ways.ifAbsent() && answer.status() == PRECONDITION_FAILED) {
      return Tally.NONE.andSkipped();
    }
    Answer<String> last = answer.isError() ? answer : withoutLimits(entry, answer);
    requireServed(last);
    if (last.isError()) {
      refuse(put.line(), last);
      return Tally.NONE.andRefused();
    }
    return Tally.NONE.andStored(put.bytes());
  }

  private static void requireServed(Answer<String> answer) {
    if (answer.isNotYetDone() || answer.isUnknown()) {
      throw new OperatorException(
          "the cluster does not take entries any more: %s; see how it does, then go on with the same command and --resume"
              .formatted(Refusals.of(answer)));
    }
  }

  /** Lifts the limits that the cache has given and the entry did not have. */
  private Answer<String> withoutLimits(ExportedEntry entry, Answer<String> stored) {
    ObjectNode change = JSON.createObjectNode();
    if (cache.givesTimeToLive() && !entry.limits().expires()) {
      change.putNull("ttl");
    }
    if (cache.givesMaxIdle() && !entry.limits().idles()) {
      change.putNull("maxIdle");
    }
    return change.isEmpty() ? stored : client.changeLifetime(entry.key(), change.toString());
  }

  private void refuse(long number, Answer<String> answer) {
    long count = refusals.incrementAndGet();
    if (count <= SHOWN) {
      terminal.err().println("entry " + number + ": " + Refusals.of(answer));
    } else if (count == SHOWN + 1) {
      terminal.err().println("(more that are refused are counted, but not shown)");
    }
  }

  /** That a key is to be absent is no reason to send a put once only: twice leaves the same. */
  private Operation put(long number, ExportedEntry entry, long left) {
    ObjectNode line = JSON.createObjectNode();
    line.put("op", "put");
    line.put("key", entry.key());
    line.put("base64", entry.value());
    line.put("contentType", entry.contentType());
    if (entry.limits().expires()) {
      line.put("ttl", Math.min(left, LONGEST_LIFE) + "ms");
    }
    if (entry.limits().idles()) {
      line.put("maxIdle", entry.limits().maxIdle() + "ms");
    }
    if (!entry.tags().isEmpty()) {
      ArrayNode tags = line.putArray("tags");
      entry.tags().forEach(tags::add);
    }
    if (ways.ifAbsent()) {
      line.put("ifNoneMatch", "*");
    }
    return new Operation(
        number, entry.key(), Operation.Kind.PUT, false, line.toString(), entry.value().length);
  }

  private long left(Limits limits) {
    return ways.lifetimes() == Lifetimes.REMAINING
        ? limits.left()
        : limits.expiresAt() - clock.getAsLong();
  }
}
