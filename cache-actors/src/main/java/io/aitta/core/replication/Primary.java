package io.aitta.core.replication;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.primary.Followers;
import io.aitta.core.replication.primary.Learners;
import io.aitta.core.replication.primary.RequestDesk;
import io.aitta.core.replication.protocol.Input.Maintenance;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outcome.Reason;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;
import java.util.Set;

/**
 * Leads by the register's decision. It serves once every copy in sync has all it has, the beginning
 * of its epoch included, and every promise it made to others is over.
 */
final class Primary extends Role {
  private final Copy copy;
  private final Version beginning;
  private final Followers followers;
  private final Learners learners;
  private final Membership membership;
  private final RequestDesk desk;
  private Optional<HandOver> handOver = Optional.empty();

  /** Since when the own disk has been known to stand still. */
  private Optional<Long> stalledSince = Optional.empty();

  private Set<MemberId> silent = Set.of();
  private Set<MemberId> learning = Set.of();
  private boolean serving;
  private long heartbeatAt;

  private Primary(Ground ground, Copy copy, Configuration decided, Version committed, Now now) {
    super(ground);
    this.copy = copy;
    this.beginning = copy.head();
    this.followers =
        new Followers(
            decided.epoch(),
            copy,
            ground.log,
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
    this.membership = new Membership(ground, decided, followers, learners);
    this.heartbeatAt = now.nanos();
    membership.begin(committed, now);
  }

  static Primary of(Ground ground, Copy copy, Configuration decided, Now now) {
    Version committed = copy.history().committed();
    copy.lead(decided.epoch(), copy.time(now.nanos(), now.millis()));
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
  Set<MemberId> silent() {
    return silent;
  }

  @Override
  Set<MemberId> learning() {
    return learning;
  }

  @Override
  void onAwake(long gap) {
    followers.forgive(gap);
    learners.forgive(gap);
  }

  @Override
  void onTick(Now now) {
    desk.expire(now.nanos());
    followers.resend(now.nanos());
    learners.tick(membership.decided(), now.nanos());
    silent = membership.silent(now);
    learning = Set.copyOf(membership.learning());
    if (now.nanos() - heartbeatAt >= 0) {
      heartbeatAt = now.nanos() + ground.timing().heartbeat().toNanos();
      followers
          .notJoined()
          .forEach(
              member -> ground.out.send(member, new ReplicaMessage.Announce(membership.decided())));
      followers.askLeases(now.nanos());
    }
  }

  @Override
  Role settle(Now now) {
    followers.commit(membership.isEnough());
    learners.forgetJoined();
    desk.release(now.nanos(), membership.isEnough());
    serving |= followers.everywhere().compareTo(beginning) >= 0 && ground.mayLead(now);
    membership.dropLost(now);
    leaveToOtherDisks(now);
    settleHandOver(now);
    membership.proposeInSync(now);
    return this;
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    if (decided.epoch() > membership.decided().epoch()) {
      return deposed(now, decided);
    }
    handOver = Optional.empty();
    membership.decide(decided);
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
    membership.recruit(member, now);
    learning = Set.copyOf(membership.learning());
  }

  @Override
  void onDismiss(Now now, MemberId member) {
    if (serving && !isMoving()) {
      membership.dismiss(member, now);
    }
  }

  @Override
  void onHandOver(Now now, MemberId target) {
    if (serving && !isMoving() && membership.mayLeadNext(target, now)) {
      long deadline = now.nanos() + ground.timing().drain().toNanos();
      handOver = Optional.of(new HandOver(target, deadline, false));
    }
  }

  @Override
  void onMaintain(Now now, Maintenance work) {
    if (serving && !isMoving() && !desk.isWindowFull()) {
      desk.maintain(now, work);
    }
  }

  @Override
  void onAppended(Now now, MemberId from, ReplicaMessage.Appended appended) {
    if (isOfThisEpoch(appended.epoch()) && appended.isGivenUp()) {
      membership.givenUp(from, appended.feed());
    } else if (isOfThisEpoch(appended.epoch())) {
      followers.acknowledged(from, appended, now.nanos());
    }
  }

  @Override
  void onRejected(Now now, MemberId from, ReplicaMessage.Rejected rejected) {
    if (rejected.sealed() > membership.decided().epoch()) {
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
      followers.heard(from, caughtUp.feed(), now.nanos());
      learners.acknowledged(from, caughtUp.feed(), caughtUp.number(), now.nanos());
    }
  }

  private boolean isOfThisEpoch(long epoch) {
    return epoch == membership.decided().epoch();
  }

  private void ship(Change change) {
    followers.ship(change);
    learners.ship(change);
  }

  private boolean isMoving() {
    return handOver.isPresent() || membership.mayBeHandedOver();
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
    return membership.isEnough() ? Optional.empty() : Optional.of(Reason.TOO_FEW_COPIES);
  }

  private void settleHandOver(Now now) {
    if (handOver.isEmpty() || handOver.get().proposed()) {
      return;
    }
    HandOver under = handOver.get();
    if (now.nanos() - under.deadline() > 0 || !membership.mayLeadNext(under.target(), now)) {
      handOver = Optional.empty();
    } else if (isDrained() && membership.mayProposeNext(now)) {
      handOver = Optional.of(under.asProposed());
      Set<MemberId> lost = ground.log.isStalled() ? Set.of(ground.self) : Set.of();
      membership.proposeSuccessor(under.target(), lost, now);
    }
  }

  /**
   * Where the own disk stands still, somebody is to lead whose disk does not, and without this
   * copy: once others have taken its place, or for as long as the settings have a copy waited for.
   */
  private void leaveToOtherDisks(Now now) {
    stalledSince =
        ground.log.isStalled() ? stalledSince.or(() -> Optional.of(now.nanos())) : Optional.empty();
    boolean overdue =
        stalledSince
            .filter(since -> now.nanos() - since > ground.timing().aloneAfter().toNanos())
            .isPresent();
    if (overdue || (stalledSince.isPresent() && membership.canDoWithoutThis(now))) {
      followers.furthestStored().ifPresent(target -> onHandOver(now, target));
    }
  }

  /**
   * What waits for this node's disk is not waited for when that stands still: who asked finds the
   * outcome with the next primary.
   */
  private boolean isDrained() {
    return ground.log.isStalled()
        ? followers.all(copy.head())
        : desk.isDrained() && followers.everywhere().equals(copy.head());
  }

  /** Whoever leads now need not wait for this node's lease to run out. */
  private Role deposed(Now now, Configuration decided) {
    desk.abandon();
    copy.follow();
    ground.out.send(decided.primary(), new ReplicaMessage.HandedOver(decided));
    return Succession.of(ground, copy, decided, now);
  }
}
