package io.aitta.core.replication;

import static io.aitta.core.replication.protocol.ReplicaMessage.NO_FEED;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.primary.Followers;
import io.aitta.core.replication.primary.InSyncSet;
import io.aitta.core.replication.primary.Learners;
import io.aitta.core.replication.protocol.Now;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has a copy besides the primary: members are taken in, counted on, and dropped. Who counts as
 * in sync is the register's to decide; until it has, everybody who may be is counted on.
 */
final class Membership {
  private final Ground ground;
  private final InSyncSet inSync;
  private final Followers followers;
  private final Learners learners;

  Membership(Ground ground, Configuration decided, Followers followers, Learners learners) {
    this.ground = ground;
    this.inSync = new InSyncSet(decided);
    this.followers = followers;
    this.learners = learners;
  }

  /** Counts on those who are in sync as the epoch begins. */
  void begin(Version committed, Now now) {
    Set<MemberId> others = new TreeSet<>(inSync.decided().inSync());
    others.remove(ground.self);
    others.forEach(member -> followers.add(member, NO_FEED, committed, now.nanos()));
    followers.count(inSync.required());
  }

  /** The latest configuration that is known to be decided. */
  Configuration decided() {
    return inSync.decided();
  }

  /** Whether another member may lead by a proposal of this one. */
  boolean mayBeHandedOver() {
    return inSync.mayBeHandedOver();
  }

  /** Whether that member could lead after this one. */
  boolean mayLeadNext(MemberId target, Now now) {
    return decided().inSync().contains(target)
        && followers.hasJoined(target)
        && !isLost(target, now);
  }

  /** Begins to give a member a copy. */
  void recruit(MemberId member, Now now) {
    boolean room = inSync.required().size() < Configuration.MAX_IN_SYNC;
    if (room && !ground.dead().contains(member) && !member.equals(ground.self)) {
      learners.recruit(member, decided(), now.nanos());
    }
  }

  /** Takes note of a later decision in the same epoch. */
  void decide(Configuration later) {
    Set<MemberId> before = inSync.required();
    inSync.decide(later);
    before.removeAll(inSync.required());
    before.forEach(followers::remove);
    followers.count(inSync.required());
  }

  /** A copy that no configuration counts in, decided or proposed, is dropped without asking. */
  void dropLost(Now now) {
    Set<MemberId> uncounted = new TreeSet<>(followers.members());
    uncounted.removeAll(inSync.required());
    uncounted.stream().filter(member -> isLost(member, now)).forEach(this::giveUp);
  }

  /** Asks the register for those who should be in sync, if others are or may be. */
  void proposeInSync(Now now) {
    Set<MemberId> wanted = wanted(now);
    boolean asItIs = wanted.equals(decided().inSync()) && !inSync.isInDoubt();
    if (!asItIs && ground.register.isFree(now.nanos())) {
      propose(decided().withInSync(wanted), now);
    }
  }

  /** Whether the register can be asked for a configuration that can't be mistaken for another. */
  boolean mayProposeNext(Now now) {
    return !inSync.isInDoubt() && ground.register.isFree(now.nanos());
  }

  /** Asks the register that another member lead. */
  void proposeSuccessor(MemberId target, Now now) {
    propose(decided().succeededBy(target, Set.of()), now);
  }

  private void giveUp(MemberId member) {
    followers.remove(member);
    learners.giveUp(member);
  }

  private boolean isLost(MemberId member, Now now) {
    return ground.dead().contains(member) || followers.isLost(member, now.nanos());
  }

  /** Those in sync who can be counted on, and those who have caught up. */
  private Set<MemberId> wanted(Now now) {
    Set<MemberId> wanted = new TreeSet<>(Set.of(ground.self));
    for (MemberId member : followers.members()) {
      boolean counted = decided().inSync().contains(member);
      if ((counted || followers.isReady(member)) && !isLost(member, now)) {
        wanted.add(member);
      }
    }
    return wanted;
  }

  private void propose(Configuration next, Now now) {
    inSync.propose(next);
    followers.count(inSync.required());
    ground.register.propose(Optional.of(decided()), next, now.nanos());
  }
}
