package io.aitta.core.replication;

import static io.aitta.core.replication.protocol.ReplicaMessage.NO_FEED;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.primary.Followers;
import io.aitta.core.replication.primary.InSyncSet;
import io.aitta.core.replication.primary.Learners;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.ReplicaMessage;
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

  /** In sync, or about to be, and not wanted any more. */
  private final Set<MemberId> dismissed = new TreeSet<>();

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

  /** Whether as many are in sync as writes are to have, also by a proposal that is in doubt. */
  boolean isEnough() {
    return inSync.fewest() >= ground.settings.minCopies();
  }

  /** Whether another member may lead by a proposal of this one. */
  boolean mayBeHandedOver() {
    return inSync.mayBeHandedOver();
  }

  /** Whether that member could lead after this one. */
  boolean mayLeadNext(MemberId target, Now now) {
    return decided().inSync().contains(target)
        && followers.hasJoined(target)
        && !dismissed.contains(target)
        && !isLost(target)
        && !followers.isSilent(target, now.nanos());
  }

  /**
   * Those in sync who are not heard, or cannot store anything as this node itself, and should have
   * others take their places.
   */
  Set<MemberId> silent(Now now) {
    Set<MemberId> silent = new TreeSet<>(decided().inSync());
    silent.removeIf(
        member ->
            member.equals(ground.self)
                ? !ground.log.isStalled()
                : !followers.isSilent(member, now.nanos()));
    return silent;
  }

  /** Whether there are copies enough without this one. */
  boolean canDoWithoutThis(Now now) {
    Set<MemberId> others = new TreeSet<>(decided().inSync());
    others.remove(ground.self);
    others.removeIf(member -> isLost(member) || followers.isSilent(member, now.nanos()));
    return others.size() >= ground.fewestOf(decided().inSync());
  }

  /** Those who are being given a copy, or have one that the register does not count in yet. */
  Set<MemberId> learning() {
    Set<MemberId> learning = new TreeSet<>(learners.members());
    learning.addAll(followers.members());
    learning.removeAll(decided().inSync());
    return learning;
  }

  /**
   * Begins to give a member a copy, or keeps the one it has. There are never more copies, whole or
   * being made, than a configuration can count in.
   */
  void recruit(MemberId member, Now now) {
    dismissed.remove(member);
    if (hasRoom() && !ground.dead().contains(member) && !member.equals(ground.self)) {
      learners.recruit(member, decided(), now.nanos());
    }
  }

  private boolean hasRoom() {
    Set<MemberId> all = new TreeSet<>(inSync.required());
    all.addAll(followers.members());
    all.addAll(learners.members());
    return all.size() < Configuration.MAX_IN_SYNC;
  }

  /** Does without a member's copy as soon as the register agrees, if enough others are in sync. */
  void dismiss(MemberId member, Now now) {
    if (!inSync.required().contains(member)) {
      giveUp(member);
    } else if (!member.equals(ground.self) && canSpare(member, now)) {
      dismissed.add(member);
    }
  }

  /**
   * Takes note of a later decision in the same epoch. Those who are in or out by it are told: one
   * who knows that it was in may give its copy up when it hears that it is out. A copy that was to
   * be counted in by a proposal which came to nothing is as good as before.
   */
  void decide(Configuration later) {
    Set<MemberId> told = new TreeSet<>(later.inSync());
    told.removeAll(decided().inSync());
    Set<MemberId> out = new TreeSet<>(decided().inSync());
    out.addAll(dismissed);
    inSync.decide(later);
    out.removeAll(inSync.required());
    out.forEach(followers::remove);
    dismissed.removeAll(out);
    followers.count(inSync.required());
    told.addAll(out);
    told.forEach(member -> ground.out.send(member, new ReplicaMessage.Announce(later)));
  }

  /**
   * A copy that no configuration counts in, decided or proposed, is dropped without asking, as is
   * one whose end its learner never had before it was given up.
   */
  void dropLost(Now now) {
    Set<MemberId> required = inSync.required();
    if (required.containsAll(followers.members())) {
      return;
    }
    Set<MemberId> uncounted = new TreeSet<>(followers.members());
    uncounted.removeAll(required);
    uncounted.stream()
        .filter(
            member ->
                isLost(member)
                    || followers.isSilent(member, now.nanos())
                    || !(followers.hasJoined(member) || learners.members().contains(member)))
        .forEach(this::giveUp);
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

  /** Asks the register that another member lead, with all in sync but those that are lost. */
  void proposeSuccessor(MemberId target, Set<MemberId> lost, Now now) {
    propose(decided().succeededBy(target, lost), now);
  }

  /** A copy that counts for nothing has been given up where it was. */
  void givenUp(MemberId member, long feed) {
    if (!inSync.required().contains(member)
        && (learners.isBy(member, feed) || followers.isBy(member, feed))) {
      giveUp(member);
    }
  }

  private void giveUp(MemberId member) {
    followers.remove(member);
    learners.giveUp(member);
  }

  /** Whether a copy is known to be of no use any more; silence alone does not say so. */
  private boolean isLost(MemberId member) {
    return ground.dead().contains(member) || followers.isLost(member);
  }

  private boolean canSpare(MemberId member, Now now) {
    Set<MemberId> left = wanted(now);
    left.remove(member);
    return left.size() >= ground.settings.minCopies();
  }

  /** Those who are to be in sync but for the dismissed, who are kept if others are lost. */
  private Set<MemberId> wanted(Now now) {
    Set<MemberId> reliable = reliable(now);
    Set<MemberId> wanted = new TreeSet<>(reliable);
    wanted.removeAll(dismissed);
    boolean whole = reliable.containsAll(decided().inSync());
    if (whole && wanted.size() >= ground.settings.minCopies()) {
      return wanted;
    }
    dismissed.clear();
    return withSilent(reliable, now);
  }

  /**
   * Silence is no loss: who is silent stays in sync until others have taken its place, or for as
   * long as the settings have the others wait.
   */
  private Set<MemberId> withSilent(Set<MemberId> reliable, Now now) {
    Set<MemberId> kept = new TreeSet<>(reliable);
    Set<MemberId> before = decided().inSync();
    if (reliable.size() < ground.fewestOf(before)) {
      before.stream()
          .filter(member -> !isLost(member) && !followers.isOverdue(member, now.nanos()))
          .forEach(kept::add);
    }
    return kept;
  }

  /** Those in sync who can be counted on, and those who have caught up. */
  private Set<MemberId> reliable(Now now) {
    Set<MemberId> reliable = new TreeSet<>(Set.of(ground.self));
    for (MemberId member : followers.members()) {
      boolean counted = decided().inSync().contains(member);
      boolean whole = counted || followers.isReady(member);
      if (whole && !isLost(member) && !followers.isSilent(member, now.nanos())) {
        reliable.add(member);
      }
    }
    return reliable;
  }

  private void propose(Configuration next, Now now) {
    inSync.propose(next);
    followers.count(inSync.required());
    ground.register.propose(Optional.of(decided()), next, now.nanos());
  }
}
