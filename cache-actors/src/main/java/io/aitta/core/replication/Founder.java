package io.aitta.core.replication;

import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;

/**
 * Asks to begin with an empty copy: where there never was a configuration, or where all who were in
 * sync are proven dead and the settings give their entries up, or where an operator does.
 */
final class Founder extends Role {
  /** Room for the epochs between two that are taken from the clock. */
  private static final int EPOCH_BITS_BELOW_MILLIS = 16;

  private Optional<Configuration> givenUp;

  /** The latest; what was proposed before another decision was heard of can't be accepted. */
  private Optional<Configuration> proposed = Optional.empty();

  /** Empty; it is on the disk before it is proposed, or nobody could come back to it. */
  private Optional<Copy> copy = Optional.empty();

  private boolean answered;

  Founder(Ground ground, Optional<Configuration> givenUp) {
    super(ground);
    this.givenUp = givenUp;
  }

  @Override
  Standing.Part part() {
    return Standing.Part.FOUNDER;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.empty();
  }

  @Override
  Optional<Copy> logged() {
    return copy;
  }

  @Override
  Role onClaim(Now now, Optional<Configuration> lost) {
    givenUp = lost.or(() -> givenUp);
    return this;
  }

  @Override
  Role settle(Now now) {
    if (ground.register.isFree(now.nanos())) {
      if (!answered) {
        ground.register.read(now.nanos());
      } else if (copy.isEmpty()) {
        copy = Optional.of(emptyCopy(now));
      }
      if (copy.isPresent() && ground.log.isSettled()) {
        propose(now);
      }
    }
    return this;
  }

  @Override
  Role onRegister(Now now, Optional<Configuration> current) {
    answered = true;
    // An answer may be older than what is known: it may even say that there is nothing yet.
    return ground.known().map(this::weigh).orElse(this);
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    if (proposed.filter(decided::equals).isPresent()) {
      return Primary.of(ground, copy.orElseThrow(), decided, now);
    }
    proposed = Optional.empty();
    return weigh(decided);
  }

  private Copy emptyCopy(Now now) {
    Copy copy = ground.openCopy();
    ground.log.take(
        new CatchUpItem.Begin(copy.requests().snapshot(), copy.head(), now.millis(), 0));
    ground.log.take(new CatchUpItem.End());
    return copy;
  }

  private Role weigh(Configuration decided) {
    if (mayTakeOver(decided)) {
      return this;
    }
    copy.ifPresent(ground::discard);
    return new Idle(ground);
  }

  /**
   * What an operator gave up is that one configuration: the next may count in who lives. This
   * replica has no copy, whoever counts it in.
   */
  private boolean mayTakeOver(Configuration decided) {
    return givenUp.filter(decided::equals).isPresent() || ground.isAllLost();
  }

  /** Epochs begin with the time, so that they do not come again if the register is lost. */
  private Configuration next(Now now) {
    return ground
        .known()
        .map(lost -> lost.lostTo(ground.self))
        .orElseGet(
            () ->
                Configuration.first(
                    Math.max(1, now.millis() << EPOCH_BITS_BELOW_MILLIS), ground.self));
  }

  /** Whoever led until now may still answer reads by its lease, if the operator was mistaken. */
  private void propose(Now now) {
    ground
        .known()
        .ifPresent(
            lost ->
                ground.grants.give(
                    lost.primary(), lost.epoch(), now.nanos() + ground.timing().grace().toNanos()));
    Configuration next = proposed.orElseGet(() -> next(now));
    proposed = Optional.of(next);
    ground.register.propose(ground.known(), next, now.nanos());
  }
}
