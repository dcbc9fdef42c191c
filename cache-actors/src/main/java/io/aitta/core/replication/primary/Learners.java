package io.aitta.core.replication.primary;

import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.catchup.CatchUpFeed.Numbered;
import io.aitta.core.replication.catchup.CatchUpLimits;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The members that a primary gives a copy. */
public final class Learners {
  private final long epoch;
  private final Copy copy;
  private final Followers followers;
  private final Timing timing;
  private final CatchUpLimits limits;
  private final Outbox out;
  private final Map<MemberId, Learner> learners = new TreeMap<>();
  private long feeds;

  private static final class Learner {
    final long number;
    final CatchUpFeed feed;
    long heardAt;

    /** When the learner came further, or was sent something again. */
    long waitingSince;

    /** Every item up to here was sent since something had to be sent again. */
    long sent;

    /** The latest item that was ever sent. */
    long furthest;

    long cameFurtherAt;
    long askedAt;

    Learner(long number, CatchUpFeed feed, long now) {
      this.number = number;
      this.feed = feed;
      this.heardAt = now;
      this.waitingSince = now;
      this.cameFurtherAt = now;
      this.askedAt = now;
    }

    void hear(long now) {
      heardAt = now;
      askedAt = now;
    }
  }

  public Learners(
      long epoch, Copy copy, Followers followers, Timing timing, CatchUpLimits limits, Outbox out) {
    this.epoch = epoch;
    this.copy = copy;
    this.followers = followers;
    this.timing = timing;
    this.limits = limits;
    this.out = out;
  }

  /** Begins to give a member a copy, unless that is under way. */
  public void recruit(MemberId member, Configuration known, long now) {
    if (learners.containsKey(member) || followers.members().contains(member)) {
      return;
    }
    feeds++;
    CatchUpFeed feed = new CatchUpFeed(limits, copy, copy.timeAt(now), known.version());
    Learner learner = new Learner(feeds, feed, now);
    learners.put(member, learner);
    out.send(member, new ReplicaMessage.Announce(known));
    sendNext(member, learner, now);
  }

  /** Has a change follow what was read of the partition so far. */
  public void ship(Change change) {
    learners.forEach(
        (member, learner) -> {
          if (!learner.feed.hasEnded()) {
            sendInTurn(member, learner, learner.feed.live(change));
          }
        });
  }

  /** A learner has the steps up to a number; there is room for others. */
  public void acknowledged(MemberId from, long feed, long number, long now) {
    Learner learner = learners.get(from);
    if (learner == null || learner.number != feed) {
      out.count(Counter.IGNORED);
      return;
    }
    learner.hear(now);
    if (learner.feed.acknowledged(number)) {
      learner.cameFurtherAt = now;
      learner.waitingSince = now;
      if (number >= learner.sent) {
        learner.sent = number;
        sendNext(from, learner, now);
      }
    }
    read(from, learner, now);
  }

  /** Those who are being given a copy. */
  public Set<MemberId> members() {
    return Set.copyOf(learners.keySet());
  }

  /** Forgets those who have joined the followers. */
  public void forgetJoined() {
    learners.keySet().removeIf(followers::hasJoined);
  }

  /** Sends again what was not acknowledged, gives up those who can't follow. */
  public void tick(Configuration known, long now) {
    List.copyOf(learners.keySet()).stream()
        .filter(member -> isLost(learners.get(member), now))
        .forEach(this::giveUp);
    learners.forEach(
        (member, learner) -> {
          askIfQuiet(member, learner, known, now);
          if (isDue(learner, now)) {
            sendNext(member, learner, now);
          }
        });
  }

  /** Blames nobody for so many nanoseconds in which this node did not listen. */
  public void forgive(long gap) {
    for (Learner learner : learners.values()) {
      learner.heardAt += gap;
      learner.cameFurtherAt += gap;
    }
  }

  /** Whether a member is being given a copy by that feed. */
  public boolean isBy(MemberId member, long feed) {
    return learners.containsKey(member) && learners.get(member).number == feed;
  }

  /** Gives a member up; it may be recruited anew. */
  public void giveUp(MemberId member) {
    if (learners.remove(member) != null) {
      out.count(Counter.CATCH_UPS_LOST);
    }
  }

  private boolean isLost(Learner learner, long now) {
    return learner.feed.overflows()
        || now - learner.heardAt > timing.silence().toNanos()
        || now - learner.cameFurtherAt > timing.learnerPatience().toNanos();
  }

  /** Once all was read nothing more is committed without the learner. */
  private void read(MemberId member, Learner learner, long now) {
    if (learner.feed.hasEnded()) {
      return;
    }
    learner.feed.read(copy).forEach(numbered -> sendInTurn(member, learner, numbered));
    if (learner.feed.hasEnded()) {
      followers.add(member, learner.number, copy.head(), now);
    }
  }

  /**
   * A member that says nothing may not know yet that what it has is worth nothing, or a large item
   * is on its way, which this question overtakes.
   */
  private void askIfQuiet(MemberId member, Learner learner, Configuration known, long now) {
    if (now - learner.askedAt >= timing.resend().toNanos()) {
      learner.askedAt = now;
      out.send(member, new ReplicaMessage.Announce(known));
    }
  }

  private boolean isDue(Learner learner, long now) {
    long waiting = now - learner.waitingSince;
    return waiting >= timing.resend().toNanos()
        && waiting >= timing.resend(largest(learner.feed.unacknowledged())).toNanos();
  }

  private static long largest(List<Numbered> items) {
    return items.stream().mapToLong(numbered -> numbered.item().bytes()).max().orElse(0);
  }

  /** Sends what the learner is to have next; what follows is sent once that is acknowledged. */
  private void sendNext(MemberId member, Learner learner, long now) {
    learner.waitingSince = now;
    learner.feed.unacknowledged().forEach(numbered -> send(member, learner, numbered));
  }

  /** Sends an item unless earlier ones have to be sent first. */
  private void sendInTurn(MemberId member, Learner learner, Numbered numbered) {
    if (numbered.number() == learner.sent + 1) {
      send(member, learner, numbered);
    }
  }

  private void send(MemberId member, Learner learner, Numbered numbered) {
    if (numbered.number() > learner.furthest) {
      learner.furthest = numbered.number();
      out.count(Counter.CATCH_UP_BYTES, numbered.item().bytes());
    } else {
      out.count(Counter.RESENT);
    }
    learner.sent = numbered.number();
    out.send(member, new ReplicaMessage.CatchUp(epoch, learner.number, numbered));
  }
}
