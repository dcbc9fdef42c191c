package io.aitta.core.replication;

import io.aitta.core.replication.catchup.CatchUpIntake;
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
  private final long epoch;
  private final long feed;
  private final Copy copy;
  private final CatchUpIntake intake;
  private long heardAt;

  Learner(Ground ground, long epoch, long feed, Now now) {
    super(ground);
    this.epoch = epoch;
    this.feed = feed;
    this.copy = ground.openCopy();
    this.intake = new CatchUpIntake(ground.settings.catchUp(), copy);
    this.heardAt = now.nanos();
  }

  /** Whether a step is the first of a catch-up. */
  static boolean begins(CatchUp step) {
    return step.item().number() == 1;
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
    return patient ? this : dropped();
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    return decided.epoch() <= epoch ? this : dropped();
  }

  @Override
  void onAnnounce(Now now, MemberId from, long announced) {
    if (announced == epoch) {
      acknowledge(from);
    }
  }

  @Override
  Role onCatchUp(Now now, MemberId from, CatchUp step) {
    boolean sameEpoch = step.epoch() == epoch;
    if (step.epoch() > epoch || (sameEpoch && step.feed() > feed)) {
      return begins(step) ? dropped().onCatchUp(now, from, step) : this;
    }
    if (!sameEpoch || step.feed() < feed) {
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
    ground.out.send(primary, new ReplicaMessage.CaughtUp(epoch, feed, intake.number()));
  }

  private Role ended(Now now, MemberId primary) {
    ground.out.send(primary, new ReplicaMessage.Appended(epoch, feed, copy.head()));
    return new Backup(ground, copy, primary, epoch, feed, now);
  }

  private Role dropped() {
    ground.discard(copy);
    return new Idle(ground);
  }
}
