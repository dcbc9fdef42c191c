package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says in the log of the new owner who leads a partition from now on, and why. Not thread-safe. */
final class OwnerLog {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerLog.class);

  private final int partition;
  private final MemberId self;
  private final Consumer<OwnerChange> onChange;
  private Optional<Configuration> known = Optional.empty();
  private Optional<MemberId> died = Optional.empty();
  private boolean asked;
  private boolean returned;

  /**
   * @param onChange told why, whenever the partition comes to be led here
   */
  OwnerLog(int partition, MemberId self, Consumer<OwnerChange> onChange) {
    this.partition = partition;
    this.self = self;
    this.onChange = onChange;
  }

  /** That process has ended for certain. */
  void died(MemberId member) {
    if (known.map(Configuration::primary).filter(member::equals).isPresent()) {
      died = Optional.of(member);
    }
  }

  void stands(Standing standing) {
    Optional<Configuration> former = known;
    boolean handed = !asked;
    boolean back = returned;
    returned = standing.returned().isPresent();
    known = standing.known();
    asked = standing.part() == Standing.Part.CANDIDATE;
    known
        .filter(now -> now.primary().equals(self))
        .filter(now -> former.map(Configuration::epoch).orElse(0L) < now.epoch())
        .ifPresent(now -> leads(former, now, back, handed));
  }

  private void leads(
      Optional<Configuration> former, Configuration now, boolean back, boolean handed) {
    Optional<MemberId> before = former.map(Configuration::primary);
    OwnerChange change = back ? OwnerChange.RETURNED : OwnerChange.between(former, now, handed);
    onChange.accept(change);
    LOG.atLevel(change == OwnerChange.LOST ? Level.ERROR : Level.INFO)
        .log(
            "partition {}: led here from epoch {} on, {}; in sync: {}",
            partition,
            now.epoch(),
            change.reason(before, before.isPresent() && before.equals(died)),
            now.inSync());
  }
}
