package io.aitta.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.catalog.CatalogEntry;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Batch;
import io.aitta.core.operation.ChangeLifetime;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.GetAndPut;
import io.aitta.core.operation.GetAndRemove;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.operation.ListPage;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.ReadLifetime;
import io.aitta.core.operation.ReadStatistics;
import io.aitta.core.operation.Remove;
import io.aitta.core.operation.Touch;
import io.aitta.core.placement.WeightClass;
import io.aitta.core.replication.protocol.Standing;
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
import io.aitta.protocol.Answer;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.protocol.RestoredCopies;
import io.aitta.protocol.VoterNotice;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One or more of everything that is written to the wire, under the names of the golden bytes. */
final class WireSamples {
  private static final CacheName USERS = new CacheName("users");
  static final CacheId USERS_ID = new CacheId(USERS, new Version(1, 2));
  static final Version VERSION = new Version(7, 42);
  static final CacheKey KEY = CacheKey.of("käy");
  private static final CacheValue VALUE = CacheValue.copyOf("{}".getBytes(UTF_8), "text/plain");
  private static final Tags TAGS = Tags.of("blue", "red:1");
  private static final Condition CONDITION =
      new Condition(
          new Condition.Versions(Set.of(VERSION, new Version(6, 99))), new Condition.AnyVersion());
  private static final ScanPosition POSITION = new ScanPosition(-1, VERSION);
  static final Entry ENTRY =
      new Entry(KEY, VALUE, VERSION, TAGS, new Lifespan(2_000, 500), 1_000, 1_500);
  private static final CacheConfig CONFIG =
      new CacheConfig(
          60_000, 0, 2_000, 1 << 20, CacheConfig.OnFull.REJECT, false, CacheConfig.Durability.SYNC);
  private static final TransferId TRANSFER = new TransferId(0x0123456789ABCDEFL, 3);

  private final Map<String, Object> samples = new LinkedHashMap<>();

  private WireSamples() {
    addOperations();
    addReplies();
    addRefusals();
    addStatuses();
    addCatalogs();
    addFrames();
    samples.putAll(ReplicaSamples.all());
    samples.putAll(VoterSamples.all());
  }

  /** Every sample under its name. */
  static Map<String, Object> all() {
    return new WireSamples().samples;
  }

  static Request request(Operation<?> operation) {
    return new Request(0x1122334455667788L, 9, 63, 7, 5_000, USERS_ID, operation);
  }

  static Response response(Answer answer) {
    return new Response(0x1122334455667788L, 9, 7, answer);
  }

  private void addOperations() {
    ask("get", new Get(KEY, true));
    ask("get-head", new Get(KEY, false));
    ask("put", new Put(KEY, VALUE, new Lifetime(30_000, -1), TAGS, CONDITION));
    ask("put-always", new Put(KEY, VALUE, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS));
    ask("get-and-put", new GetAndPut(KEY, VALUE, new Lifetime(0, 9), TAGS));
    ask("remove", new Remove(KEY, Condition.ifVersion(VERSION)));
    Condition dated =
        new Condition(new Condition.UnmodifiedSince(1_700_000_000), new Condition.Unasked());
    ask("remove-dated", new Remove(KEY, dated));
    ask("get-and-remove", new GetAndRemove(KEY));
    ask("increment", new Increment(KEY, -5, 10, Condition.IF_PRESENT));
    ask("touch", new Touch(KEY));
    ask("read-lifetime", new ReadLifetime(KEY));
    ask("change-lifetime", new ChangeLifetime(KEY, -1, 0, Condition.unlessVersion(VERSION)));
    ask("list-page", new ListPage(new Selector.All(), Optional.empty(), 100, 1 << 20, true));
    Selector prefixed = new Selector.Prefixed("kä".getBytes(UTF_8));
    ask("list-page-prefix", new ListPage(prefixed, Optional.of(POSITION), 1, 1, false));
    Selector tagged = new Selector.Tagged(Set.of("red:1", "blue", "green"));
    ask("invalidate", new Invalidate(tagged, Optional.of(POSITION)));
    ask("read-statistics", new ReadStatistics());
    ask("batch", new Batch(List.of(new Get(KEY, true), new Touch(KEY))));
    ask("batch-empty", new Batch(List.of()));
    samples.put(
        "request/once",
        new Request(
            1, 9, 63, 7, 5_000, Optional.of(ReplicaSamples.REQUEST), 12, USERS_ID, new Touch(KEY)));
  }

  private void addReplies() {
    Lookup.Hit hit = new Lookup.Hit(ENTRY, 500, 2);
    answer("hit", hit);
    answer("miss", new Lookup.Miss());
    answer("created", new StoreReply.Created(VERSION));
    answer("replaced", new StoreReply.Replaced(VERSION));
    answer("swapped", new SwapReply.Swapped(VERSION, Optional.of(ENTRY)));
    answer("swapped-nothing", new SwapReply.Swapped(VERSION, Optional.empty()));
    answer("removed", new RemoveReply.Removed());
    answer("counted", new CountReply.Counted(Long.MIN_VALUE, VERSION));
    answer("not-a-number", new CountReply.NotANumber());
    answer("out-of-range", new CountReply.OutOfRange());
    answer("touched", new TouchReply.Touched(VERSION));
    answer("remaining", new LifetimeReply.Remaining(29_900, -1, VERSION));
    answer("absent", new Absent());
    answer("precondition-failed", new PreconditionFailed(Optional.of(VERSION)));
    answer("precondition-failed-absent", new PreconditionFailed(Optional.empty()));
    answer("over-budget", new OverBudget("the entry is larger than the cache"));
    answer("page", new PageReply(List.of(hit, hit), Optional.of(POSITION)));
    answer("page-last", new PageReply(List.of(), Optional.empty()));
    answer("invalidated", new InvalidateReply(12, Optional.of(POSITION)));
    answer("statistics", new StatisticsReply(new CacheStatistics(1, 2, 3, 4, 5, 6, 7, 8)));
    answer("batch-reply", new BatchReply(List.of(hit, new Absent())));
  }

  private void addRefusals() {
    for (Answer.Refusal refusal : Answer.Refusal.values()) {
      samples.put("response/" + refusal, response(new Answer.Refused(refusal)));
    }
  }

  private void addStatuses() {
    Optional<String> http = Optional.of("http://127.0.0.1:8080");
    Map<Integer, Long> leads = Map.of(63, 7L, 2, 9L);
    NodeReplication replication =
        new NodeReplication(
            65_535,
            "züri",
            true,
            Optional.of(VoterSamples.GENERATION),
            Optional.of(
                new VoterNotice(new UUID(1, 2), true, List.of(new UUID(3, 4), new UUID(-5, 6)))),
            Map.of(63, ReplicaSamples.CONFIGURATION, 2, ReplicaSamples.CONFIGURATION),
            Map.of(63, new WeightClass(255, 40), 2, new WeightClass(0, 1)),
            Map.of(63, ReplicaSamples.CONFIGURATION.inSync()),
            new RestoredCopies(
                true,
                Map.of(7, new Standing.Return(ReplicaSamples.CONFIGURATION.inSync(), VERSION))),
            List.copyOf(ReplicaSamples.CONFIGURATION.inSync()));
    samples.put(
        "node-status", new NodeStatus(-1, 5, "node-1", http, "0.1", 77, leads, 3, replication));
    NodeReplication none = NodeReplication.NONE;
    samples.put(
        "node-status-bare", new NodeStatus(1, 2, "ä", Optional.empty(), "", 4, Map.of(), 5, none));
  }

  private void addCatalogs() {
    command("configure", new CatalogCommand.Configure(CONFIG));
    for (CacheConfig.Durability durability : CacheConfig.Durability.values()) {
      CacheConfig config = new CacheConfig(0, 9, 1, 1, CacheConfig.OnFull.EVICT, true, durability);
      command("configure-" + durability, new CatalogCommand.Configure(config));
    }
    command("create-if-absent", new CatalogCommand.CreateIfAbsent());
    command("drop", new CatalogCommand.Drop());
    for (CatalogResult.Outcome outcome : CatalogResult.Outcome.values()) {
      samples.put("catalog-result/" + outcome, new CatalogResult(1, 2, outcome));
    }
    CatalogEntry live = new CatalogEntry(new Version(1, 1), VERSION, Optional.of(CONFIG));
    CatalogEntry dropped = new CatalogEntry(VERSION, VERSION, Optional.empty());
    Catalog catalog = Catalog.of(Map.of(USERS, live, new CacheName("old"), dropped));
    samples.put("catalog-push", new CatalogPush(8, catalog));
    samples.put("catalog-push-empty", new CatalogPush(0, Catalog.EMPTY));
    samples.put("catalog-ack", new CatalogAck(8));
  }

  private void addFrames() {
    samples.put(
        "chunk",
        new Chunk(TRANSFER, 1_000_000, 0xCAFEBABE, 131_072, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    samples.put("grant", new Grant(TRANSFER, 131_075));
    for (TransferRefused.Reason reason : TransferRefused.Reason.values()) {
      samples.put("transfer-refused/" + reason, new TransferRefused(TRANSFER, reason));
    }
  }

  private void ask(String name, Operation<?> operation) {
    samples.put("request/" + name, request(operation));
  }

  private void answer(String name, Reply reply) {
    samples.put("response/" + name, response(new Answer.Done(reply)));
  }

  private void command(String name, CatalogCommand.Change change) {
    samples.put("catalog-command/" + name, new CatalogCommand(1, 2, 3, 4_000, USERS, change));
  }
}
