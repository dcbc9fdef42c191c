package io.aitta.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.Version;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.Attempt;
import java.util.Optional;

/** The lines that answer a batch: what the single call would tell, as JSON. */
final class BatchAnswers {
  private BatchAnswers() {}

  static ObjectNode of(Optional<String> key, Attempt attempt) {
    return attempt instanceof Attempt.Answered answered
        ? of(key, answered.reply())
        : of(key, Failures.of(((Attempt.Failed) attempt).cause()));
  }

  static ObjectNode of(Optional<String> key, Problem problem) {
    ObjectNode line = start(key, problem.type().status());
    problem.current().ifPresent(version -> tag(line, version));
    line.put("problem", problem.type().slug());
    line.put("detail", problem.detail());
    return line;
  }

  private static ObjectNode of(Optional<String> key, Reply reply) {
    if (reply instanceof Lookup.Hit hit) {
      ObjectNode line = tag(start(key, 200), hit.found().version());
      line.put("contentType", hit.found().value().contentType());
      EntryJson.putValue(line, hit.found().value());
      return line;
    }
    if (reply instanceof StoreReply.Created created) {
      return tag(start(key, 201), created.version());
    }
    if (reply instanceof StoreReply.Replaced replaced) {
      return tag(start(key, 204), replaced.version());
    }
    if (reply instanceof CountReply.Counted counted) {
      return tag(start(key, 200), counted.version()).put("value", counted.value());
    }
    return reply instanceof RemoveReply.Removed ? start(key, 204) : of(key, Failures.of(reply));
  }

  private static ObjectNode start(Optional<String> key, int status) {
    ObjectNode line = Json.object();
    key.ifPresent(text -> line.put("key", text));
    return line.put("status", status);
  }

  private static ObjectNode tag(ObjectNode line, Version version) {
    return line.put("etag", EntityTags.quote(version));
  }
}
