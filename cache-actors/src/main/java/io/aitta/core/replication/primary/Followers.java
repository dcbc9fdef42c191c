package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.journal.CopyLog;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Timing;
import io.aitta.core.replication.protocol.WindowLimits;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The copies whose acknowledgements a primary needs. A change is committed once all of them have
 * it; reads are safe while all of them have granted a lease.
 */
public final class Followers {
  private final long epoch;
  private final Copy copy;
  private final Timing timing;
  private final WindowLimits limits;
  private final CopyLog log;
  private final Outbox out;
  private final Map<MemberId, Follower> followers = new TreeMap<>();
  private Version committed;
  private Version everywhere;
  private Version stored = CopyLog.NOTHING;

  /** The latest that was said to be stored, which a copy has to have before it is counted in. */
  private Version promised = CopyLog.NOTHING;

  /**
   * @param committed what is known to be committed already
   */
  public Followers(
      long epoch,
      Copy copy,
      CopyLog log,
      Version committed,
      Timing timing,
      WindowLimits limits,
      Outbox out) {
    this.epoch = epoch;
    this.copy = copy;
    this.log = log;
    this.committed = committed;
    this.everywhere = committed;
    this.timing = timing;
    this.limits = limits;
    this.out = out;
  }

  /** As many copies as writes are to have, and all in sync, have the changes up to here. */
  public Version committed() {
    return committed;
  }

  /** Every copy that counts has the changes up to here, however few these are. */
  public Version everywhere() {
    return everywhere;
  }

  /** Every copy that counts would come back from its disk with the changes up to here. */
  public Version stored() {
    return stored;
  }

  /** Whether every other copy that counts has the changes up to there. */
  public boolean all(Version version) {
    return followers.values().stream()
        .allMatch(follower -> follower.acknowledged.compareTo(version) >= 0);
  }

  /** Of the copies that have joined the one whose disk has most. */
  public Optional<MemberId> furthestStored() {
    return followers.entrySet().stream()
        .filter(other -> other.getValue().joined && !other.getValue().lost)
        .filter(other -> other.getValue().isKept())
        .max(Comparator.comparing(other -> other.getValue().stored))
        .map(Map.Entry::getKey);
  }

  public Set<MemberId> members() {
    return Collections.unmodifiableSet(followers.keySet());
  }

  /** Counts on a copy from now on: nothing after that version is committed without it. */
  public void add(MemberId member, long feed, Version from, long now) {
    followers.putIfAbsent(member, new Follower(feed, from, now));
  }

  public void remove(MemberId member) {
    followers.remove(member);
  }

  /** Says which copies may lead after this primary, so that reads need their leases. */
  public void count(Set<MemberId> counted) {
    followers.forEach((member, follower) -> follower.counted = counted.contains(member));
  }

  /** Whether a member has a copy by that feed. */
  public boolean isBy(MemberId member, long feed) {
    return of(member).filter(follower -> follower.feed == feed).isPresent();
  }

  /** Whether a copy has said itself how far it is. */
  public boolean hasJoined(MemberId member) {
    return of(member).map(follower -> follower.joined).orElse(false);
  }

  /**
   * Whether a copy could be counted in without reads having to wait for its lease, and would come
   * back from its disk.
   */
  public boolean isReady(MemberId member) {
    return of(member)
        .filter(follower -> follower.joined && follower.granted)
        .filter(follower -> follower.isKept() && follower.stored.compareTo(promised) >= 0)
        .isPresent();
  }

  /** Whether a copy is known to be of no use: it can't be brought up to date. */
  public boolean isLost(MemberId member) {
    return of(member).map(follower -> follower.lost).orElse(true);
  }

  /** Whether a copy can't be counted on now, though it may have everything. */
  public boolean isSilent(MemberId member, long now) {
    long silence = timing.silence().toNanos();
    return of(member)
        .map(follower -> follower.refuses || follower.isSilent(now, silence))
        .orElse(true);
  }

  /** Whether a copy is silent for so long that the others go on without it, however few. */
  public boolean isOverdue(MemberId member, long now) {
    long patience = timing.aloneAfter().toNanos();
    return isSilent(member, now)
        && of(member).map(follower -> follower.isSilent(now, patience)).orElse(true);
  }

  /** Whether every copy was heard of within the time of a lease. */
  public boolean areInContact(long now) {
    long lease = timing.lease().toNanos();
    return counted().noneMatch(follower -> follower.isSilent(now, lease));
  }

  /** Whether nobody else can lead yet. */
  public boolean holdLease(long now) {
    return grantedSince(now - timing.lease().toNanos() + 1);
  }

  /** Whether nobody else could lead at some time after that. */
  public boolean grantedSince(long since) {
    return counted().allMatch(follower -> follower.grantsSince(since));
  }

  /** Takes a copy's word for how far it is. */
  public void acknowledged(MemberId from, ReplicaMessage.Appended appended, long now) {
    Follower follower = followers.get(from);
    if (follower == null || follower.feed != appended.feed()) {
      out.count(Counter.IGNORED);
      return;
    }
    Version version = appended.version();
    follower.hear(now);
    follower.store(appended.stored());
    if (!follower.joined) {
      join(from, follower, version, now);
    } else if (version.compareTo(follower.acknowledged) > 0) {
      follower.acknowledge(version, now);
      if (follower.hasAllSent()) {
        sendNext(from, follower, now);
      }
    }
  }

  /** A copy that is not whole yet has said that it is being made, by that feed. */
  public void heard(MemberId from, long feed, long now) {
    of(from).filter(follower -> follower.feed == feed).ifPresent(follower -> follower.hear(now));
  }

  public void granted(MemberId from, long askedAt, long now) {
    of(from)
        .ifPresent(
            follower -> {
              follower.hear(now);
              if (!follower.granted || askedAt - follower.grantedAt > 0) {
                follower.granted = true;
                follower.grantedAt = askedAt;
              }
            });
  }

  /** A copy takes nothing from this primary: it asks to lead itself, or it did when it said so. */
  public void rejected(MemberId from) {
    of(from).ifPresent(follower -> follower.refuses = true);
  }

  /** Sends a change to those who were sent the one before; others get it in their turn. */
  public void ship(Change change) {
    followers.forEach(
        (member, follower) -> {
          if (follower.joined && !follower.lost && follower.sent.equals(change.after())) {
            send(member, follower, change);
          }
        });
  }

  /** Asks every copy for a lease. */
  public void askLeases(long now) {
    followers.forEach((member, follower) -> askLease(member, follower, now));
  }

  /** Asks for leases unless a question is under way. */
  public void askLeasesUnlessAsked(long now) {
    long patience = timing.resend().toNanos();
    if (counted().noneMatch(follower -> follower.awaitsGrant(now, patience))) {
      askLeases(now);
    }
  }

  /**
   * Takes note of what all have, and commits it.
   *
   * @param enough whether as many are in sync as writes are to have: what fewer have is not
   *     committed
   */
  public void commit(boolean enough) {
    stored = log.stored(copy.head());
    everywhere = log.isBehind() ? stored : copy.head();
    for (Follower follower : followers.values()) {
      everywhere = earlier(everywhere, follower.acknowledged);
      // Until its disk has the copy whole it is not waited for, and not counted in.
      if (follower.counted || follower.isKept()) {
        stored = earlier(stored, follower.stored);
      }
    }
    promised = stored.compareTo(promised) > 0 ? stored : promised;
    if (enough && everywhere.compareTo(committed) > 0) {
      committed = everywhere;
      copy.history().forgetUpTo(committed);
    }
  }

  /** The copies that have not said yet how far they are. */
  public List<MemberId> notJoined() {
    return followers.entrySet().stream()
        .filter(entry -> !entry.getValue().joined && !entry.getValue().lost)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Sends again what was not acknowledged in time. */
  public void resend(long now) {
    followers.forEach(
        (member, follower) -> {
          if (follower.acknowledged.equals(copy.head())) {
            follower.waitingSince = now;
          } else if (follower.joined && !follower.lost && isDue(follower, now)) {
            sendNext(member, follower, now);
          }
        });
  }

  /** Blames nobody for so many nanoseconds in which this node did not listen. */
  public void forgive(long gap) {
    followers.values().forEach(follower -> follower.heardAt += gap);
  }

  /** A copy that has just come can be counted in as soon as it has granted a lease. */
  private void join(MemberId member, Follower follower, Version version, long now) {
    if (copy.history().knows(version)) {
      follower.joined = true;
      follower.acknowledge(version, now);
      follower.furthest = version;
      sendNext(member, follower, now);
      askLease(member, follower, now);
    } else {
      follower.lost = true;
    }
  }

  private void askLease(MemberId member, Follower follower, long now) {
    follower.askedAt = now;
    out.send(member, new ReplicaMessage.AskLease(epoch, now, committed, stored, copy.timeAt(now)));
  }

  private boolean isDue(Follower follower, long now) {
    long waiting = now - follower.waitingSince;
    return waiting >= timing.resend().toNanos()
        && waiting >= timing.resend(largest(next(follower))).toNanos();
  }

  private static long largest(Stream<Change> changes) {
    return changes.mapToLong(Change::bytes).max().orElse(0);
  }

  /** What the copy is to have next, a bounded number. */
  private Stream<Change> next(Follower follower) {
    return copy.history().after(follower.acknowledged).stream().limit(limits.maxResent());
  }

  /** Sends what the copy is to have next; what follows is sent once that is acknowledged. */
  private void sendNext(MemberId member, Follower follower, long now) {
    follower.sent = follower.acknowledged;
    follower.waitingSince = now;
    next(follower).forEach(change -> send(member, follower, change));
  }

  private void send(MemberId member, Follower follower, Change change) {
    if (follower.sends(change.last())) {
      out.count(Counter.RESENT);
    }
    out.send(member, new ReplicaMessage.Append(epoch, change, committed));
  }

  private static Version earlier(Version one, Version other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private Stream<Follower> counted() {
    return followers.values().stream().filter(follower -> follower.counted);
  }

  private Optional<Follower> of(MemberId member) {
    return Optional.ofNullable(followers.get(member));
  }
}
