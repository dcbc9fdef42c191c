package io.aitta.persistence.format;

import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.reply.Absent;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.Reply;
import io.aitta.core.reply.StatisticsReply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.core.reply.TouchReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One or more answers of each kind. */
final class ReplySamples {
  private static final Lookup.Hit HIT = new Lookup.Hit(StoredSamples.ENTRY, 500, 2);
  private static final ScanPosition POSITION = new ScanPosition(-1, StoredSamples.VERSION);

  private ReplySamples() {}

  static Map<String, Reply> all() {
    Map<String, Reply> replies = ofEntries();
    replies.put("page", new PageReply(List.of(HIT, HIT), Optional.of(POSITION)));
    replies.put("page-last", new PageReply(List.of(), Optional.empty()));
    replies.put("invalidated", new InvalidateReply(12, Optional.of(POSITION)));
    replies.put("statistics", new StatisticsReply(new CacheStatistics(1, 2, 3, 4, 5, 6, 7, 800)));
    replies.put("batch", new BatchReply(List.copyOf(ofEntries().values())));
    return replies;
  }

  private static Map<String, Reply> ofEntries() {
    Map<String, Reply> replies = new LinkedHashMap<>();
    replies.put("hit", HIT);
    replies.put("miss", new Lookup.Miss());
    replies.put("created", new StoreReply.Created(StoredSamples.VERSION));
    replies.put("replaced", new StoreReply.Replaced(StoredSamples.VERSION));
    replies.put(
        "swapped", new SwapReply.Swapped(StoredSamples.VERSION, Optional.of(StoredSamples.ENTRY)));
    replies.put("swapped-nothing", new SwapReply.Swapped(StoredSamples.VERSION, Optional.empty()));
    replies.put("removed", new RemoveReply.Removed());
    replies.put("counted", new CountReply.Counted(Long.MIN_VALUE, StoredSamples.VERSION));
    replies.put("not-a-number", new CountReply.NotANumber());
    replies.put("out-of-range", new CountReply.OutOfRange());
    replies.put("touched", new TouchReply.Touched(StoredSamples.VERSION));
    replies.put("remaining", new LifetimeReply.Remaining(29_900, -1, StoredSamples.VERSION));
    replies.put("absent", new Absent());
    replies.put("refused", new PreconditionFailed(Optional.of(StoredSamples.VERSION)));
    replies.put("refused-absent", new PreconditionFailed(Optional.empty()));
    replies.put("over-budget", new OverBudget("the entry is larger than the cache"));
    return replies;
  }
}
