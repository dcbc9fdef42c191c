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
    long resendAt;
    boolean answered;

    Learner(long number, CatchUpFeed feed, long now) {
      this.number = number;
      this.feed = feed;
      this.heardAt = now;
      this.resendAt = now;
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
    Learner learner = new Learner(feeds, new CatchUpFeed(limits, copy, copy.timeAt(now)), now);
    learners.put(member, learner);
    out.send(member, new ReplicaMessage.Announce(known));
    learner.feed.unacknowledged().forEach(first -> sendFirst(member, learner, first));
    learner.resendAt = now + timing.resend().toNanos();
  }

  /** Has a change follow what was read of the partition so far. */
  public void ship(Change change) {
    learners.forEach(
        (member, learner) -> {
          if (!learner.feed.hasEnded()) {
            sendFirst(member, learner, learner.feed.live(change));
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
    learner.heardAt = now;
    learner.resendAt = now + timing.resend().toNanos();
    learner.answered = true;
    learner.feed.acknowledged(number);
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
          if (now - learner.resendAt >= 0) {
            resend(member, learner, known, now);
          }
        });
  }

  public void forgive(long now) {
    learners.values().forEach(learner -> learner.heardAt = now);
  }

  /** Gives a member up; it may be recruited anew. */
  public void giveUp(MemberId member) {
    if (learners.remove(member) != null) {
      out.count(Counter.CATCH_UPS_LOST);
    }
  }

  private boolean isLost(Learner learner, long now) {
    return learner.feed.overflows() || now - learner.heardAt > timing.silence().toNanos();
  }

  /** Once all was read nothing more is committed without the learner. */
  private void read(MemberId member, Learner learner, long now) {
    if (learner.feed.hasEnded()) {
      return;
    }
    learner.feed.read(copy).forEach(numbered -> sendFirst(member, learner, numbered));
    if (learner.feed.hasEnded()) {
      followers.add(member, learner.number, copy.head(), now);
    }
  }

  /** A member that has not answered may not know yet that what it has is worth nothing. */
  private void resend(MemberId member, Learner learner, Configuration known, long now) {
    if (!learner.answered) {
      out.send(member, new ReplicaMessage.Announce(known));
    }
    for (Numbered numbered : learner.feed.unacknowledged()) {
      out.count(Counter.RESENT);
      send(member, learner, numbered);
    }
    learner.resendAt = now + timing.resend().toNanos();
  }

  private void sendFirst(MemberId member, Learner learner, Numbered numbered) {
    out.count(Counter.CATCH_UP_BYTES, numbered.item().bytes());
    send(member, learner, numbered);
  }

  private void send(MemberId member, Learner learner, Numbered numbered) {
    out.send(member, new ReplicaMessage.CatchUp(epoch, learner.number, numbered));
  }
}
