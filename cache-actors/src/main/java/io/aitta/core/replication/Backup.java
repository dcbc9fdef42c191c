package io.aitta.core.replication;

import io.aitta.core.model.Version;
import io.aitta.core.replication.catchup.ChangeIntake;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.journal.CopyLog;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicaMessage.Append;
import io.aitta.core.replication.protocol.ReplicaMessage.Appended;
import io.aitta.core.replication.protocol.ReplicaMessage.AskLease;
import io.aitta.core.replication.protocol.ReplicaMessage.CatchUp;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.replication.protocol.WindowLimits;
import java.util.Optional;

/**
 * Has a whole copy and follows the primary of one epoch: applies every change in its order before
 * it acknowledges it, and asks to lead when the primary is gone, or silent for longer than any
 * lease this replica granted and than silence is borne.
 */
final class Backup extends Role {
  private final Copy copy;
  private final ChangeIntake intake;
  private final MemberId primary;
  private final Descent descent;

  /** Whether a configuration has counted this copy in yet. */
  private boolean counted;

  private boolean heard;
  private long heardAt;
  private long tellAt;

  /** Up to where the copy was stored when the primary was told last. */
  private Version toldStored = CopyLog.NOTHING;

  /** Whether the primary may have heard that the disk has the copy, and rely on that. */
  private boolean kept;

  /** Whether the primary waits for a word that the disk was too far behind to give. */
  private boolean owes;

  private long askAt;

  /** Whether the primary was dead when the register was asked last. */
  private boolean askedOfTheDead;

  /** What an operator has given up, and this copy with it where that does not count it in. */
  private Optional<Configuration> givenUp = Optional.empty();

  Backup(Ground ground, Copy copy, MemberId primary, Descent descent, Now now) {
    super(ground);
    WindowLimits window = ground.settings.window();
    this.copy = copy;
    this.intake = new ChangeIntake(copy, window.maxChanges(), window.maxBytes());
    this.primary = primary;
    this.descent = descent;
    this.counted = isCounted();
    this.kept = counted;
    this.heardAt = now.nanos();
    this.tellAt = now.nanos();
    this.askAt = now.nanos();
  }

  @Override
  Standing.Part part() {
    return Standing.Part.BACKUP;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.of(copy);
  }

  @Override
  void onAwake(long gap) {
    heardAt += gap;
  }

  /** A primary may not know yet that it is, if the one before led it here. */
  @Override
  void onTick(Now now) {
    if (owes) {
      acknowledge();
    }
    if (!heard && isCounted() && now.nanos() - tellAt >= 0) {
      tellAt = now.nanos() + ground.timing().resend().toNanos();
      ground
          .known()
          .ifPresent(known -> ground.out.send(primary, new ReplicaMessage.HandedOver(known)));
    }
  }

  @Override
  Role onClaim(Now now, Optional<Configuration> lost) {
    givenUp = lost.or(() -> givenUp);
    return this;
  }

  @Override
  Role settle(Now now) {
    if (!kept && ground.log.isStuck()) {
      return givenUp();
    }
    boolean dead = ground.dead().contains(primary);
    if (!(dead || isSilent(now)) || !ground.mayLead(now)) {
      return this;
    }
    if (dead && isCounted()) {
      return new Candidate(ground, copy, now);
    }
    askRegister(now);
    return this;
  }

  /**
   * A candidate takes nothing more from the primary, who may be only slow to be heard: nobody
   * becomes one while there is nobody to decide who leads. One that the dead primary did not have
   * counted in never will be: where all is lost its copy is of no use, and stands in the way of a
   * new beginning here.
   */
  @Override
  Role onRegister(Now now, Optional<Configuration> current) {
    boolean forced = givenUp.isPresent() && givenUp.equals(current);
    boolean lost = askedOfTheDead && ground.isAllLostIn(descent.epoch());
    if ((lost || forced) && !isCounted()) {
      ground.discard(copy);
      return forced ? new Founder(ground, givenUp) : new Idle(ground);
    }
    boolean mayLead = isSilent(now) && ground.mayLead(now) && isCounted();
    return mayLead ? new Candidate(ground, copy, now) : this;
  }

  /**
   * One that has caught up stays until it is counted in, since it may be at any time as long as its
   * primary's epoch lasts; one that was counted in may be out. What was decided before its copy
   * was, in this epoch or an earlier one, can still be news.
   */
  @Override
  Role onConfiguration(Now now, Configuration decided) {
    counted |= isCounted();
    kept |= counted;
    boolean out = counted && descent.isJudgedBy(decided) && !ground.isInSync();
    boolean over = decided.epoch() > descent.epoch();
    return out || over ? Succession.of(ground, copy, decided, now) : this;
  }

  @Override
  void onStored(Now now) {
    if (owes || !ground.log.stored(copy.head()).equals(toldStored)) {
      acknowledge();
    }
  }

  @Override
  void onAnnounce(Now now, MemberId from, long announced) {
    if (follows(from, announced)) {
      hear(now);
      if (!isMute()) {
        acknowledge();
      }
    }
  }

  @Override
  void onAppend(Now now, MemberId from, Append append) {
    if (!follows(from, append.epoch())) {
      ignore();
      return;
    }
    hear(now);
    if (isMute()) {
      return;
    }
    copy.hearTime(append.change().at(), now.nanos());
    intake.take(append.change());
    copy.history().forgetUpTo(append.committed());
    acknowledge();
  }

  @Override
  void onAskLease(Now now, MemberId from, AskLease ask) {
    if (!follows(from, ask.epoch())) {
      ignore();
      return;
    }
    hear(now);
    if (isMute()) {
      return;
    }
    copy.hearTime(ask.time(), now.nanos());
    copy.history().forgetUpTo(ask.committed());
    ground.grants.give(from, ask.epoch(), now.nanos() + ground.timing().grace().toNanos());
    ground.out.send(from, new ReplicaMessage.Grant(ask.epoch(), ask.sentAt()));
    if (ground.keeps && ground.log.stored(copy.head()).compareTo(ask.stored()) > 0) {
      acknowledge();
    }
  }

  /** A later feed of this epoch's primary: it has given this copy up and offers another. */
  @Override
  Role onCatchUp(Now now, MemberId from, CatchUp step) {
    if (follows(from, step.epoch()) && step.feed() == descent.feed()) {
      acknowledge();
    } else if (follows(from, step.epoch()) && step.feed() > descent.feed() && isGivenUp(step)) {
      ground.discard(copy);
      return new Idle(ground).onCatchUp(now, from, step);
    } else {
      ignore();
    }
    return this;
  }

  /** The primary never heard that the disk has this copy, so it never had it counted in. */
  private Role givenUp() {
    ground.out.send(primary, Appended.givenUp(descent.epoch(), descent.feed()));
    ground.discard(copy);
    return new Idle(ground);
  }

  private void hear(Now now) {
    heard = true;
    heardAt = now.nanos();
  }

  /** While its disk takes nothing a copy that the primary relies on is silent. */
  private boolean isMute() {
    return kept && ground.log.isStalled();
  }

  private boolean isSilent(Now now) {
    return now.nanos() - heardAt > ground.timing().takeover().toNanos();
  }

  private void askRegister(Now now) {
    if (now.nanos() - askAt >= 0 && ground.register.isFree(now.nanos())) {
      ground.register.read(now.nanos());
      askedOfTheDead = ground.dead().contains(primary);
      askAt = now.nanos() + ground.timing().grace().toNanos();
    }
  }

  private boolean isGivenUp(CatchUp step) {
    return Learner.begun(step).isPresent() && !isCounted();
  }

  private boolean isCounted() {
    return ground.known().filter(descent::isJudgedBy).isPresent() && ground.isInSync();
  }

  private boolean follows(MemberId from, long ofEpoch) {
    return ofEpoch == descent.epoch() && from.equals(primary);
  }

  /**
   * Says how far this copy is, unless the disk is further behind than may be lost: that matters
   * once the disk has the copy, since it counts for nothing before.
   */
  void acknowledge() {
    owes = kept && ground.log.isBehind();
    if (!owes) {
      boolean behind = ground.log.isBehind();
      toldStored = behind ? CopyLog.NOTHING : ground.log.stored(copy.head());
      kept |= toldStored.compareTo(CopyLog.NOTHING) > 0;
      ground.out.send(
          primary, new Appended(descent.epoch(), descent.feed(), copy.head(), toldStored));
    }
  }
}
