package io.aitta.simulation;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Operation;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.simulation.Call.Action;
import io.aitta.simulation.Call.Result;
import io.aitta.simulation.OperationLog.KeyCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One thing for a client to do.
 *
 * @param listed the keys that a listing tells of
 */
record Task(
    CacheId cache,
    Operation<?> operation,
    Action action,
    long argument,
    long expected,
    boolean checked,
    Set<String> listed) {

  /** What the checker is to know, now that the task had an answer. */
  Stream<KeyCall> calls(Reply reply, long begun, long ended) {
    if (!checked) {
      return Stream.empty();
    }
    if (reply instanceof PageReply page) {
      return listed(page, begun, ended);
    }
    return Stream.of(call(result(reply), begun, ended));
  }

  /** What the checker is to know, if nobody can tell what became of it. */
  Optional<KeyCall> unknown(long begun) {
    return checked && operation.writes()
        ? Optional.of(call(Result.UNKNOWN, begun, Call.NEVER))
        : Optional.empty();
  }

  static long number(CacheValue value) {
    return Long.parseLong(new String(value.toBytes(), StandardCharsets.US_ASCII));
  }

  private KeyCall call(Result result, long begun, long ended) {
    String key = ((KeyOperation<?>) operation).key().toString();
    return new KeyCall(key, new Call(action, argument, expected, result, begun, ended));
  }

  private Stream<KeyCall> listed(PageReply page, long begun, long ended) {
    TreeMap<String, Long> found = new TreeMap<>();
    for (Lookup.Hit hit : page.entries()) {
      found.put(hit.found().key().toString(), number(hit.found().value()));
    }
    List<String> keys = List.copyOf(listed);
    return keys.stream()
        .map(
            key -> {
              Result result = new Result(true, true, found.getOrDefault(key, Call.ABSENT));
              return new KeyCall(key, new Call(Action.GET, 0, 0, result, begun, ended));
            });
  }

  private static Result result(Reply reply) {
    if (reply instanceof Lookup lookup) {
      return read(lookup.entry());
    }
    if (reply instanceof SwapReply.Swapped swapped) {
      return read(swapped.previous());
    }
    if (reply instanceof CountReply.Counted counted) {
      return new Result(true, true, counted.value());
    }
    boolean applied =
        reply instanceof StoreReply.Created
            || reply instanceof StoreReply.Replaced
            || reply instanceof RemoveReply.Removed;
    return new Result(true, applied, 0);
  }

  private static Result read(Optional<Entry> entry) {
    return new Result(true, true, entry.map(Entry::value).map(Task::number).orElse(Call.ABSENT));
  }
}
