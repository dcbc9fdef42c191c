package io.aitta.core.replication;

import io.aitta.core.replication.catchup.CatchUpIntake;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicaMessage.CatchUp;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.replication.protocol.WindowLimits;
import java.util.Optional;

/** Is being given a copy by the primary of one epoch. Its copy counts for nothing yet. */
final class Learner extends Role {
  private final Descent descent;
  private final Copy copy;
  private final CatchUpIntake intake;
  private long heardAt;

  Learner(Ground ground, Descent descent, Now now) {
    super(ground);
    this.descent = descent;
    this.copy = ground.openCopy();
    this.intake = new CatchUpIntake(ground.settings.catchUp(), copy, ground.log::take);
    this.heardAt = now.nanos();
  }

  /** The copy that begins with this step, if it is the first of a catch-up. */
  static Optional<Descent> begun(CatchUp step) {
    return step.item().item() instanceof CatchUpItem.Begin begin
        ? Optional.of(Descent.of(step, begin))
        : Optional.empty();
  }

  @Override
  Standing.Part part() {
    return Standing.Part.LEARNER;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.of(copy);
  }

  @Override
  void onAwake(long gap) {
    heardAt += gap;
  }

  @Override
  Role settle(Now now) {
    boolean patient = now.nanos() - heardAt <= ground.timing().learnerPatience().toNanos();
    // Where all is lost nobody is left to make this copy whole, and the partition may begin anew.
    return patient && !ground.isAllLostIn(descent.epoch()) ? this : dropped();
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    return decided.epoch() <= descent.epoch() ? this : dropped();
  }

  /** A copy that is not whole was never proposed to be counted in. */
  @Override
  Role onClaim(Now now, Optional<Configuration> lost) {
    boolean over = lost.filter(given -> given.epoch() >= descent.epoch()).isPresent();
    return over ? dropped().onClaim(now, lost) : this;
  }

  @Override
  void onAnnounce(Now now, MemberId from, long announced) {
    if (announced == descent.epoch()) {
      acknowledge(from);
    }
  }

  @Override
  Role onCatchUp(Now now, MemberId from, CatchUp step) {
    boolean sameEpoch = step.epoch() == descent.epoch();
    if (step.epoch() > descent.epoch() || (sameEpoch && step.feed() > descent.feed())) {
      return begun(step).isPresent() ? dropped().onCatchUp(now, from, step) : this;
    }
    if (!sameEpoch || step.feed() < descent.feed()) {
      ignore();
      return this;
    }
    heardAt = now.nanos();
    intake.take(step.item(), now.nanos());
    WindowLimits window = ground.settings.window();
    copy.history().keepLatest(window.maxChanges(), window.maxBytes());
    acknowledge(from);
    return intake.hasEnded() ? ended(now, from) : this;
  }

  private void acknowledge(MemberId primary) {
    ground.out.send(
        primary, new ReplicaMessage.CaughtUp(descent.epoch(), descent.feed(), intake.number()));
  }

  private Role ended(Now now, MemberId primary) {
    Backup follower = new Backup(ground, copy, primary, descent, now);
    follower.acknowledge();
    return follower;
  }

  private Role dropped() {
    ground.discard(copy);
    return new Idle(ground);
  }
}
