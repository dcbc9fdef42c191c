package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Optional;

/** Why a partition has another owner. */
public enum OwnerChange {
  /** Nobody had it before. */
  FOUNDED,
  /** The former owner, which is in sync still, handed it over, and nobody here asked for it. */
  MOVED,
  /** The former owner is dead or silent. */
  FAILED_OVER,
  /** Nobody had it any more, and this node's disk had the copy to go on with. */
  RETURNED,
  /** All who had it are dead, or were given up by an operator: it begins empty. */
  LOST;

  /**
   * What has led from the one configuration, if there was any, to the other.
   *
   * @param handed whether the new owner did not ask to lead: a former one that is silent stays in
   *     sync as well
   */
  static OwnerChange between(Optional<Configuration> former, Configuration now, boolean handed) {
    if (former.map(Configuration::losses).orElse(0) < now.losses()) {
      return LOST;
    }
    return former
        .map(Configuration::primary)
        .map(before -> handed && now.inSync().contains(before) ? MOVED : FAILED_OVER)
        .orElse(FOUNDED);
  }

  /**
   * The same in words, for the log.
   *
   * @param died whether the former owner's process is known to have ended
   */
  String reason(Optional<MemberId> before, boolean died) {
    String name = before.map(MemberId::toString).orElse("another");
    return switch (this) {
      case FOUNDED -> "since nobody had it";
      case MOVED -> "handed over by " + name;
      case FAILED_OVER -> "since " + name + (died ? " has died" : " is silent");
      case RETURNED -> "with the copy that was on its disk";
      case LOST ->
          "EMPTY, since all who had it are dead or given up: what was written to it is lost";
    };
  }
}
