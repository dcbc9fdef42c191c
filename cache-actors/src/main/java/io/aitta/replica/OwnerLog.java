package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log of the new owner who leads a partition from now on, and why. Not thread-safe. */
final class OwnerLog {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerLog.class);

  private final int partition;
  private final MemberId self;
  private Optional<Configuration> known = Optional.empty();
  private boolean asked;

  OwnerLog(int partition, MemberId self) {
    this.partition = partition;
    this.self = self;
  }

  void stands(Standing standing) {
    Optional<Configuration> former = known;
    boolean handed = !asked;
    known = standing.known();
    asked = standing.part() == Standing.Part.CANDIDATE;
    known
        .filter(now -> now.primary().equals(self))
        .filter(now -> former.map(Configuration::epoch).orElse(0L) < now.epoch())
        .ifPresent(
            now ->
                LOG.info(
                    "partition {}: led here from epoch {} on, {}; in sync: {}",
                    partition,
                    now.epoch(),
                    reason(former, now, handed),
                    now.inSync()));
  }

  private static String reason(
      Optional<Configuration> former, Configuration now, boolean handed) {
    if (former.isEmpty()) {
      return "since nobody had it";
    }
    MemberId before = former.get().primary();
    if (former.get().losses() < now.losses()) {
      return "empty, since all who had it are dead";
    }
    return handed && now.inSync().contains(before)
        ? "handed over by " + before
        : "since " + before + " is dead or silent";
  }
}
