package io.aitta.register;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.MemberId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notices that the register can decide nothing, and tells it when that has lasted: a change of
 * voters, or a cluster that is just forming, takes a moment. Not thread-safe.
 */
final class StandstillWatch {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outlet outlet;
  private OptionalLong since = OptionalLong.empty();
  private Optional<Standstill> told = Optional.empty();

  StandstillWatch(Outlet outlet) {
    this.outlet = outlet;
  }

  /**
   * Looks again; to be called often. Who is no member yet has nothing to say.
   *
   * @param dead processes that have ended for certain
   */
  void look(long now, Roster roster, Set<MemberId> dead, Optional<Generation> present) {
    Set<VoterId> missing = present.map(known -> roster.missing(known, dead)).orElse(Set.of());
    if (!roster.hasSelf() || present.filter(known -> known.canSpare(missing.size())).isPresent()) {
      since = OptionalLong.empty();
    } else if (since.isEmpty()) {
      since = OptionalLong.of(now);
    }
    tell(
        since.isPresent() && now - since.getAsLong() >= PATIENCE.toNanos()
            ? Optional.of(new Standstill(since.getAsLong(), present, new TreeSet<>(missing)))
            : Optional.empty());
  }

  private void tell(Optional<Standstill> standstill) {
    if (!standstill.equals(told)) {
      told = standstill;
      outlet.standsStill(standstill);
    }
  }
}
