package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Standing;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks the register to lead. From its beginning it takes nothing from the primary there was, who
 * therefore can commit nothing more; the register picks one of several candidates. It is in sync as
 * far as it knows, or the register will tell. A primary that is silent and not proven dead stays in
 * sync, since it may be all that is left but for this copy; see {@code docs/replication.md}.
 */
final class Candidate extends Role {
  private final Copy copy;

  Candidate(Ground ground, Copy copy, Now now) {
    super(ground);
    this.copy = copy;
    ground.known().ifPresent(known -> ground.seal(known.epoch() + 1));
    ground.register.waitFor(ground.timing().retry().toNanos() * rank(), now.nanos());
  }

  @Override
  Standing.Part part() {
    return Standing.Part.CANDIDATE;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.of(copy);
  }

  @Override
  Role settle(Now now) {
    if (ground.mayLead(now) && ground.register.isFree(now.nanos())) {
      ask(now);
    }
    return this;
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    boolean undecided = ground.isInSync() && decided.epoch() < ground.sealed();
    return undecided ? this : Succession.of(ground, copy, decided, now);
  }

  private void ask(Now now) {
    Configuration known = ground.known().orElseThrow();
    Set<MemberId> lost = new TreeSet<>(ground.dead());
    if (isReplaced(known) || isOverdue()) {
      lost.add(known.primary());
    }
    lost.remove(ground.self);
    ground.register.propose(ground.known(), known.succeededBy(ground.self, lost), now.nanos());
  }

  /** Whether there are copies enough without the primary's. */
  private boolean isReplaced(Configuration known) {
    Set<MemberId> left = new TreeSet<>(known.inSync());
    left.removeAll(ground.dead());
    left.remove(known.primary());
    return left.size() >= ground.fewestOf(known.inSync());
  }

  /** A candidate has heard nothing of a living primary for that long at least. */
  private boolean isOverdue() {
    return ground.timing().aloneAfter().compareTo(ground.timing().takeover()) <= 0;
  }

  /** Among those who may lead now; they do not all ask at once. */
  private int rank() {
    NavigableSet<MemberId> others = new TreeSet<>();
    ground.known().ifPresent(known -> others.addAll(known.inSync()));
    ground.known().map(Configuration::primary).ifPresent(others::remove);
    others.removeAll(ground.dead());
    return others.headSet(ground.self, false).size();
  }
}
