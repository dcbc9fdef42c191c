package io.aitta.wire;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Effect;
import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.protocol.ReplicaPost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** What copies say to each other, one or more of each kind. */
final class ReplicaSamples {
  static final RequestId REQUEST = new RequestId(0x1122334455667788L, 17);
  private static final MemberId FIRST = new MemberId("node-1", new UUID(1, 2));
  private static final MemberId SECOND = new MemberId("nöde-2", new UUID(-3, -4));
  static final Configuration CONFIGURATION =
      new Configuration(7, 12, SECOND, new TreeSet<>(List.of(FIRST, SECOND)), 1);
  private static final CacheId USERS = WireSamples.USERS_ID;
  private static final Version VERSION = WireSamples.VERSION;
  private static final RequestRecord RECORD =
      new RequestRecord(
          REQUEST, 12, new SwapReply.Swapped(VERSION, Optional.of(WireSamples.ENTRY)));
  private static final Change CHANGE =
      new Change(new Version(6, 99), VERSION, effects(), Optional.of(RECORD), 1_234, true);
  private static final Change BEGINNING =
      new Change(new Version(6, 99), new Version(7, 0), List.of(), Optional.empty(), -1, false);

  private final Map<String, Object> samples = new LinkedHashMap<>();

  private ReplicaSamples() {
    add("announce", new ReplicaMessage.Announce(CONFIGURATION));
    add("append", new ReplicaMessage.Append(7, CHANGE, VERSION));
    add("append-beginning", new ReplicaMessage.Append(7, BEGINNING, new Version(6, 98)));
    add(
        "appended",
        new ReplicaMessage.Appended(7, ReplicaMessage.NO_FEED, VERSION, new Version(6, 99)));
    add("rejected", new ReplicaMessage.Rejected(8, Optional.of(CONFIGURATION)));
    add("rejected-unknown", new ReplicaMessage.Rejected(8, Optional.empty()));
    add("ask-lease", new ReplicaMessage.AskLease(7, -9, VERSION, new Version(6, 99), 1_235));
    add("grant", new ReplicaMessage.Grant(7, -9));
    add("handed-over", new ReplicaMessage.HandedOver(Configuration.first(1, FIRST)));
    addCatchUp();
    ReplicaPost.Line grant = new ReplicaPost.Line(4, new ReplicaMessage.Grant(7, -9));
    samples.put(
        "replica/lines",
        new ReplicaPost(
            FIRST,
            SECOND,
            List.of(grant, new ReplicaPost.Line(5, new ReplicaMessage.Grant(8, 1)))));
  }

  static Map<String, Object> all() {
    return new ReplicaSamples().samples;
  }

  /** The requests that a copy remembers, with origins in no order but that of their age. */
  static RequestSnapshot snapshot() {
    Map<Long, Long> forgotten = new LinkedHashMap<>();
    forgotten.put(9L, 5L);
    forgotten.put(2L, Long.MIN_VALUE);
    forgotten.put(3L, 0L);
    RequestRecord removed =
        new RequestRecord(new RequestId(9, 6), Long.MIN_VALUE, new RemoveReply.Removed());
    RequestRecord fault = new RequestRecord(RequestId.named(5, -7), 0, Optional.empty());
    return new RequestSnapshot(
        List.of(
            new RequestTable.Done(removed, new Version(6, 1), 1_000),
            new RequestTable.Done(RECORD, VERSION, 1_234),
            new RequestTable.Done(fault, VERSION, 1_233)),
        forgotten,
        List.of(new RequestSnapshot.Name(-1, 8, 999), new RequestSnapshot.Name(-5, -7, 1_233)));
  }

  static ReplicaPost post(ReplicaMessage message) {
    return new ReplicaPost(FIRST, SECOND, List.of(new ReplicaPost.Line(63, message)));
  }

  private void addCatchUp() {
    catchUp("begin", new CatchUpItem.Begin(snapshot(), VERSION, 1_234, 63));
    CopyPosition within = new CopyPosition(Optional.of(USERS), -1, false);
    catchUp("piece", new CatchUpItem.Piece(List.of(WireSamples.ENTRY), within, true));
    CopyPosition through = new CopyPosition(Optional.of(USERS), 0, true);
    catchUp("piece-through", new CatchUpItem.Piece(List.of(), through, false));
    catchUp("live", new CatchUpItem.Live(CHANGE));
    catchUp("end", new CatchUpItem.End());
    add("caught-up", new ReplicaMessage.CaughtUp(7, 2, 41));
  }

  private static List<Effect> effects() {
    List<Effect> effects = new ArrayList<>();
    effects.add(new Effect.EntryStored(USERS, WireSamples.ENTRY));
    for (Effect.EntryRemoved.Cause cause : Effect.EntryRemoved.Cause.values()) {
      effects.add(new Effect.EntryRemoved(USERS, VERSION, WireSamples.KEY, cause));
    }
    Lifespan lifespan = new Lifespan(3_000, 0);
    effects.add(new Effect.LifespanChanged(USERS, VERSION, WireSamples.KEY, lifespan, 1_600));
    effects.add(new Effect.SegmentCleared(USERS, VERSION));
    effects.add(new Effect.SegmentDropped(USERS, VERSION));
    return effects;
  }

  private void catchUp(String name, CatchUpItem item) {
    add("catch-up-" + name, new ReplicaMessage.CatchUp(7, 2, new CatchUpFeed.Numbered(41, item)));
  }

  private void add(String name, ReplicaMessage message) {
    samples.put("replica/" + name, post(message));
  }
}
