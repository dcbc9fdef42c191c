package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Timing;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a replica keeps whatever part it plays. */
final class Ground {
  private static final int MAX_DEAD = 1024;

  final MemberId self;
  final ReplicationSettings settings;
  final Outbox out;
  final RegisterCalls register;
  final Grants grants = new Grants();
  private final Set<MemberId> dead = new LinkedHashSet<>();
  private final Copy.Opener opener;
  private Optional<Configuration> known = Optional.empty();
  private long sealed;

  Ground(MemberId self, ReplicationSettings settings, Copy.Opener opener, Outbox out) {
    this.self = self;
    this.settings = settings;
    this.opener = opener;
    this.out = out;
    this.register = new RegisterCalls(settings.timing(), out);
  }

  Timing timing() {
    return settings.timing();
  }

  /** The latest configuration that was heard of. */
  Optional<Configuration> known() {
    return known;
  }

  /** Whether the configuration is news; if so it is the latest known, and older epochs are over. */
  boolean learns(Configuration configuration) {
    boolean news = known.map(configuration::isAfter).orElse(true);
    if (news) {
      known = Optional.of(configuration);
      seal(configuration.epoch());
    }
    return news;
  }

  /** The smallest epoch that anything is taken from. */
  long sealed() {
    return sealed;
  }

  void seal(long epoch) {
    sealed = Math.max(sealed, epoch);
  }

  /** Takes back what was sealed for an epoch that did not come: there is no copy to protect. */
  void unseal() {
    sealed = known.map(Configuration::epoch).orElse(0L);
  }

  boolean isInSync() {
    return known.map(configuration -> configuration.inSync().contains(self)).orElse(false);
  }

  /** How many of those in sync have to be left where some are only silent. */
  int fewestOf(Set<MemberId> before) {
    return Math.min(settings.copies(), before.size());
  }

  /** A process is gone; of very many the first are forgotten, and count as silent. */
  void died(MemberId member) {
    dead.add(member);
    if (dead.size() > MAX_DEAD) {
      dead.remove(dead.iterator().next());
    }
  }

  Set<MemberId> dead() {
    return dead;
  }

  /**
   * Whether all who are in sync by the latest configuration known, but for this replica, are proven
   * dead, and the settings have their entries given up.
   */
  boolean isAllLost() {
    return settings.onLoss() == OnLoss.AVAILABILITY
        && known.filter(this::areOthersDead).isPresent();
  }

  /** Whether that is so by a configuration of that epoch. */
  boolean isAllLostIn(long epoch) {
    return isAllLost() && known.filter(latest -> latest.epoch() == epoch).isPresent();
  }

  private boolean areOthersDead(Configuration configuration) {
    return configuration.inSync().stream()
        .allMatch(member -> member.equals(self) || dead.contains(member));
  }

  boolean mayLead(Now now) {
    return grants.areOver(now.nanos(), dead);
  }

  Copy openCopy() {
    return new Copy(opener, settings.requests());
  }

  void discard(Copy copy) {
    copy.close();
    out.count(Counter.DISCARDED);
  }
}
