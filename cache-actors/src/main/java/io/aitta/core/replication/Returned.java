package io.aitta.core.replication;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.journal.DisownedCopyException;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has a whole copy from its disk, of processes that have ended. It has all that these stored, so
 * where one of them is counted in it may lead, as a backup may whose primary is gone: nobody else
 * can have committed anything without it since. Of several that are back the one that has most is
 * to; for those that are not back it waits for a while, since they may have more.
 */
final class Returned extends Role {
  private final Copy copy;
  private final long at;
  private final Duration recoveryWait;

  /** Unknown until the first step: when the wait began. */
  private Optional<Long> waitingSince = Optional.empty();

  /** Whether the register has said anything since it began: what is later than that is news. */
  private boolean hasRead;

  private boolean asked;
  private long askedAt;

  /**
   * Takes part with a copy from the disk.
   *
   * @param recoveryWait longer than any lease that a former process may have granted
   */
  Returned(Ground ground, RestoredCopy restored, Duration recoveryWait) {
    super(ground);
    this.copy = restored.copy();
    this.at = restored.at();
    this.recoveryWait = recoveryWait;
    ground.log.goOn(restored);
  }

  @Override
  Standing.Part part() {
    return Standing.Part.RETURNED;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.of(copy);
  }

  @Override
  Optional<Standing.Return> returned() {
    return Optional.of(new Standing.Return(ground.log.lives(), copy.head()));
  }

  /** What this node did not hear while it stood still it may hear now. */
  @Override
  void onAwake(long gap) {
    waitingSince = waitingSince.map(since -> since + gap);
  }

  @Override
  Role settle(Now now) {
    if (waitingSince.isEmpty()) {
      waitingSince = Optional.of(now.nanos());
      copy.returns(Math.max(at, now.millis()), now.nanos());
    }
    if (ground.register.isFree(now.nanos()) && ground.log.isOwned()) {
      ask(now);
    }
    return this;
  }

  /** What the register says is not older than the copy, so it may end it. */
  @Override
  Role onRegister(Now now, Optional<Configuration> current) {
    asked = true;
    hasRead = true;
    check(ground.known());
    boolean over =
        ground.known().map(known -> countedIn(known).isEmpty()).orElseGet(this::wasNeverLed);
    return over ? dropped() : this;
  }

  /**
   * An epoch is decided before a copy hears of it, and whoever is counted in is on the disk as one
   * that has the copy before that.
   */
  private void check(Optional<Configuration> known) {
    long epoch = known.map(Configuration::epoch).orElse(0L);
    if (epoch < copy.head().epoch()) {
      throw new DisownedCopyException(
          "the copy on the disk is of epoch %d, and the register knows of %s"
              .formatted(
                  copy.head().epoch(), epoch == 0 ? "none" : "epoch " + epoch + " at the latest"));
    }
    known.flatMap(this::missingLife).ifPresent(this::refuse);
  }

  private Optional<MemberId> missingLife(Configuration known) {
    return countedIn(known).isEmpty()
        ? known.inSync().stream()
            .filter(member -> member.node().equals(ground.self.node()))
            .findAny()
        : Optional.empty();
  }

  private void refuse(MemberId missing) {
    Set<MemberId> lives = new TreeSet<>(ground.log.lives());
    lives.remove(ground.self);
    throw new DisownedCopyException(
        "the register counts in the copy that the process %s of this node had, and the disk has an older one, of %s"
            .formatted(missing, lives));
  }

  /** What others tell may be from before the copy was counted in, until the register was read. */
  @Override
  Role onConfiguration(Now now, Configuration decided) {
    if (decided.primary().equals(ground.self)) {
      return Primary.of(ground, copy, decided, now);
    }
    return hasRead && countedIn(decided).isEmpty() ? dropped() : this;
  }

  /** Reads what was decided before it asks for anything: it may know nothing, or old news. */
  private void ask(Now now) {
    Optional<Configuration> known = ground.known();
    boolean isNews = asked && now.nanos() - askedAt < ground.timing().grace().toNanos();
    if (!isNews) {
      asked = false;
      askedAt = now.nanos();
      ground.register.read(now.nanos());
    } else if (known.isPresent() && isFreshest(known.get(), now)) {
      asked = false;
      ground.register.propose(known, known.get().returnedTo(ground.self), now.nanos());
    }
  }

  private boolean isFreshest(Configuration known, Now now) {
    boolean waited = hasWaited(now);
    Set<MemberId> others = new TreeSet<>(known.inSync());
    others.removeAll(ground.log.lives());
    return others.stream().allMatch(other -> mayGoBefore(other, waited));
  }

  /**
   * Who has more and does not lead for so long cannot: its disk or its way to the register fails.
   */
  private boolean mayGoBefore(MemberId other, boolean waited) {
    Optional<Version> theirs = ground.back().getOrDefault(other, Optional.empty());
    if (theirs.isEmpty()) {
      boolean gone = ground.back().containsKey(other);
      return gone || waited;
    }
    int more = copy.head().compareTo(theirs.get());
    return waited || more > 0 || (more == 0 && ground.self.node().compareTo(other.node()) < 0);
  }

  private boolean hasWaited(Now now) {
    return waitingSince.filter(since -> now.nanos() - since > recoveryWait.toNanos()).isPresent();
  }

  private Set<MemberId> countedIn(Configuration decided) {
    Set<MemberId> counted = new TreeSet<>(decided.inSync());
    counted.retainAll(ground.log.lives());
    return counted;
  }

  /** An empty copy, of a founder that died before anything was decided. */
  private boolean wasNeverLed() {
    return copy.head().epoch() == 0;
  }

  private Role dropped() {
    ground.discard(copy);
    return new Idle(ground);
  }
}
