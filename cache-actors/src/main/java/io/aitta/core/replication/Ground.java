package io.aitta.core.replication;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.journal.CopyLog;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.journal.NoLog;
import io.aitta.core.replication.journal.WrittenLog;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Timing;
import java.util.LinkedHashSet;
import java.util.Map;
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
  final CopyLog log;

  /** Whether copies are kept on disks. */
  final boolean keeps;

  private final Set<MemberId> dead = new LinkedHashSet<>();
  private final Copy.Opener opener;
  private Optional<Configuration> known = Optional.empty();
  private Map<MemberId, Optional<Version>> back = Map.of();
  private long sealed;

  Ground(
      MemberId self,
      ReplicationSettings settings,
      Copy.Opener opener,
      Optional<LogLimits> keeping,
      Outbox out) {
    this.self = self;
    this.settings = settings;
    this.opener = opener;
    this.out = out;
    this.register = new RegisterCalls(settings.timing(), out);
    this.keeps = keeping.isPresent();
    this.log =
        keeping
            .<CopyLog>map(limits -> new WrittenLog(self, limits, new Disk(out)))
            .orElseGet(() -> new NoLog(self));
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
      if (isInSync()) {
        log.countedIn();
      }
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

  /** Where copies are kept a process that is gone may come back with everything. */
  private boolean areOthersDead(Configuration configuration) {
    return configuration.inSync().stream()
        .filter(member -> !member.equals(self))
        .allMatch(member -> dead.contains(member) && !(keeps && mayComeBack(member)));
  }

  private boolean mayComeBack(MemberId member) {
    return !back.containsKey(member) || back.get(member).isPresent();
  }

  /** What is known of those who came back in the place of others. */
  Map<MemberId, Optional<Version>> back() {
    return back;
  }

  void areBack(Map<MemberId, Optional<Version>> others) {
    back = others;
  }

  boolean mayLead(Now now) {
    return grants.areOver(now.nanos(), dead);
  }

  /** Makes an empty copy, whose changes are kept once the log is told of its beginning. */
  Copy openCopy() {
    return new Copy(opener, settings.requests(), log);
  }

  void discard(Copy copy) {
    log.drop();
    copy.close();
    out.count(Counter.DISCARDED);
  }

  /** The disk as the shell has it. */
  private record Disk(Outbox out) implements WrittenLog.Disk {
    @Override
    public void store(long number, JournalRecord record, boolean awaited) {
      out.add(new Output.Store(number, record, awaited));
    }

    @Override
    public void forgetBefore(long number) {
      out.add(new Output.ForgetBefore(number));
    }
  }
}
