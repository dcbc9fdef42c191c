package io.aitta.core.replication;

import static io.aitta.core.replication.protocol.ReplicaMessage.NO_FEED;

import io.aitta.core.model.Version;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.primary.Followers;
import io.aitta.core.replication.primary.InSyncSet;
import io.aitta.core.replication.primary.Learners;
import io.aitta.core.replication.primary.RequestDesk;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outcome.Reason;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Leads by the register's decision. It serves once every copy in sync has all it has, the beginning
 * of its epoch included, and every promise it made to others is over.
 */
final class Primary extends Role {
  private final Copy copy;
  private final Version beginning;
  private final InSyncSet inSync;
  private final Followers followers;
  private final Learners learners;
  private final RequestDesk desk;
  private Optional<HandOver> handOver = Optional.empty();
  private boolean serving;
  private long heartbeatAt;

  private Primary(Ground ground, Copy copy, Configuration decided, Version committed, Now now) {
    super(ground);
    this.copy = copy;
    this.beginning = copy.head();
    this.inSync = new InSyncSet(decided);
    this.followers =
        new Followers(
            decided.epoch(),
            copy,
            committed,
            ground.timing(),
            ground.settings.window(),
            ground.out);
    this.learners =
        new Learners(
            decided.epoch(),
            copy,
            followers,
            ground.timing(),
            ground.settings.catchUp(),
            ground.out);
    this.desk = new RequestDesk(copy, followers, ground.settings, ground.out, this::ship);
    this.heartbeatAt = now.nanos();
    others(decided.inSync())
        .forEach(member -> followers.add(member, NO_FEED, committed, now.nanos()));
    followers.count(inSync.required());
  }

  static Primary of(Ground ground, Copy copy, Configuration decided, Now now) {
    Version committed = copy.history().base();
    copy.lead(decided.epoch(), now.millis());
    ground.out.count(Counter.PROMOTIONS);
    return new Primary(ground, copy, decided, committed, now);
  }

  @Override
  Standing.Part part() {
    if (!serving) {
      return Standing.Part.RECOVERING;
    }
    return isMoving() ? Standing.Part.HANDING_OVER : Standing.Part.PRIMARY;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.of(copy);
  }

  @Override
  void onAwake(Now now) {
    followers.forgive(now.nanos());
    learners.forgive(now.nanos());
  }

  @Override
  void onTick(Now now) {
    desk.expire(now.nanos());
    followers.resend(now.nanos());
    learners.tick(inSync.decided(), now.nanos());
    if (now.nanos() - heartbeatAt >= 0) {
      heartbeatAt = now.nanos() + ground.timing().heartbeat().toNanos();
      followers
          .notJoined()
          .forEach(
              member -> ground.out.send(member, new ReplicaMessage.Announce(inSync.decided())));
      followers.askLeases(now.nanos());
    }
  }

  @Override
  Role settle(Now now) {
    followers.commit();
    learners.forgetJoined();
    desk.release(now.nanos());
    serving |= followers.committed().compareTo(beginning) >= 0 && ground.mayLead(now);
    dropLost(now);
    settleHandOver(now);
    proposeInSync(now);
    return this;
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    if (decided.epoch() > inSync.decided().epoch()) {
      return deposed(now, decided);
    }
    Set<MemberId> before = inSync.required();
    inSync.decide(decided);
    handOver = Optional.empty();
    before.removeAll(inSync.required());
    before.forEach(followers::remove);
    followers.count(inSync.required());
    return this;
  }

  @Override
  void onRequest(Now now, Request request) {
    if (!serving) {
      ground.out.refuse(request.token(), Reason.RECOVERING);
    } else if (isMoving()) {
      ground.out.refuse(request.token(), Reason.MOVING);
    } else {
      desk.ask(now, request, obstacle(now, request));
    }
  }

  @Override
  void onRecruit(Now now, MemberId member) {
    boolean room = inSync.required().size() < Configuration.MAX_IN_SYNC;
    if (serving && room && !ground.dead().contains(member) && !member.equals(ground.self)) {
      learners.recruit(member, inSync.decided(), now.nanos());
    }
  }

  @Override
  void onHandOver(Now now, MemberId target) {
    if (serving && !isMoving() && mayLeadNext(target, now)) {
      long deadline = now.nanos() + ground.timing().drain().toNanos();
      handOver = Optional.of(new HandOver(target, deadline, false));
    }
  }

  @Override
  void onMaintain(Now now, Consumer<Partition> work) {
    if (serving && !isMoving() && !desk.isWindowFull()) {
      desk.maintain(now, work);
    }
  }

  @Override
  void onAppended(Now now, MemberId from, ReplicaMessage.Appended appended) {
    if (isOfThisEpoch(appended.epoch())) {
      followers.acknowledged(from, appended, now.nanos());
    }
  }

  @Override
  void onRejected(Now now, MemberId from, ReplicaMessage.Rejected rejected) {
    if (rejected.sealed() > inSync.decided().epoch()) {
      followers.rejected(from);
    }
  }

  @Override
  void onGrant(Now now, MemberId from, ReplicaMessage.Grant grant) {
    if (isOfThisEpoch(grant.epoch())) {
      followers.granted(from, grant.sentAt(), now.nanos());
    }
  }

  @Override
  void onCaughtUp(Now now, MemberId from, ReplicaMessage.CaughtUp caughtUp) {
    if (isOfThisEpoch(caughtUp.epoch())) {
      learners.acknowledged(from, caughtUp.feed(), caughtUp.number(), now.nanos());
    }
  }

  private boolean isOfThisEpoch(long epoch) {
    return epoch == inSync.decided().epoch();
  }

  private void ship(Change change) {
    followers.ship(change);
    learners.ship(change);
  }

  private boolean isMoving() {
    return handOver.isPresent() || inSync.mayBeHandedOver();
  }

  /** Why a request that was not done before is not done now. */
  private Optional<Reason> obstacle(Now now, Request request) {
    if (desk.isFull()) {
      return Optional.of(Reason.OVERLOADED);
    }
    if (!followers.areInContact(now.nanos())) {
      return Optional.of(Reason.NO_CONTACT);
    }
    if (!request.operation().writes()) {
      return Optional.empty();
    }
    if (desk.isWindowFull()) {
      return Optional.of(Reason.OVERLOADED);
    }
    return inSync.decided().inSync().size() < ground.settings.minCopies()
        ? Optional.of(Reason.TOO_FEW_COPIES)
        : Optional.empty();
  }

  private Set<MemberId> others(Set<MemberId> members) {
    Set<MemberId> others = new TreeSet<>(members);
    others.remove(ground.self);
    return others;
  }

  /** A copy that no configuration counts in, decided or proposed, is dropped without asking. */
  private void dropLost(Now now) {
    Set<MemberId> uncounted = new TreeSet<>(followers.members());
    uncounted.removeAll(inSync.required());
    uncounted.stream()
        .filter(member -> isLost(member, now))
        .forEach(
            member -> {
              followers.remove(member);
              learners.giveUp(member);
            });
  }

  private boolean isLost(MemberId member, Now now) {
    return ground.dead().contains(member) || followers.isLost(member, now.nanos());
  }

  private void proposeInSync(Now now) {
    Set<MemberId> wanted = wanted(now);
    boolean asItIs = wanted.equals(inSync.decided().inSync()) && !inSync.isInDoubt();
    if (!asItIs && ground.register.isFree(now.nanos())) {
      propose(inSync.decided().withInSync(wanted), now);
    }
  }

  /** Those in sync who can be counted on, and those who have caught up. */
  private Set<MemberId> wanted(Now now) {
    Set<MemberId> wanted = new TreeSet<>(Set.of(ground.self));
    for (MemberId member : followers.members()) {
      boolean counted = inSync.decided().inSync().contains(member);
      if ((counted || followers.isReady(member)) && !isLost(member, now)) {
        wanted.add(member);
      }
    }
    return wanted;
  }

  private void settleHandOver(Now now) {
    if (handOver.isEmpty() || handOver.get().proposed()) {
      return;
    }
    HandOver under = handOver.get();
    if (now.nanos() - under.deadline() > 0 || !mayLeadNext(under.target(), now)) {
      handOver = Optional.empty();
    } else if (isDrained() && !inSync.isInDoubt() && ground.register.isFree(now.nanos())) {
      handOver = Optional.of(under.asProposed());
      propose(inSync.decided().succeededBy(under.target(), Set.of()), now);
    }
  }

  private boolean isDrained() {
    return desk.isDrained() && followers.committed().equals(copy.head());
  }

  private boolean mayLeadNext(MemberId target, Now now) {
    return inSync.decided().inSync().contains(target)
        && followers.hasJoined(target)
        && !isLost(target, now);
  }

  private void propose(Configuration next, Now now) {
    inSync.propose(next);
    followers.count(inSync.required());
    ground.register.propose(Optional.of(inSync.decided()), next, now.nanos());
  }

  /** Whoever leads now need not wait for this node's lease to run out. */
  private Role deposed(Now now, Configuration decided) {
    desk.abandon();
    copy.follow();
    ground.out.send(decided.primary(), new ReplicaMessage.HandedOver(decided));
    return Succession.of(ground, copy, decided, now);
  }
}
