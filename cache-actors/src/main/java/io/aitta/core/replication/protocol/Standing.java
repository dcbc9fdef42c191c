package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Optional;
import java.util.Set;

/**
 * Where a replica stands.
 *
 * @param known the latest configuration it has heard of
 * @param silent whom it leads and does not hear, though they may live and have everything: others
 *     should be given copies
 * @param learning whom it leads and gives a copy, until they are counted in or given up
 * @param returned what it came from the disk with, as long as that may be what to go on with
 */
public record Standing(
    Part part,
    Optional<Configuration> known,
    Set<MemberId> silent,
    Set<MemberId> learning,
    Optional<Return> returned) {
  /**
   * A copy that came from the disk.
   *
   * @param lives the processes that had it
   * @param head up to where it goes
   */
  public record Return(Set<MemberId> lives, Version head) {
    public Return {
      lives = Set.copyOf(lives);
      requireNonNull(head, "head is null");
    }
  }

  public Standing {
    requireNonNull(part, "part is null");
    requireNonNull(known, "known is null");
    silent = Set.copyOf(silent);
    learning = Set.copyOf(learning);
  }

  /** The epoch in which requests are taken, if they are. */
  public Optional<Long> servedEpoch() {
    return part == Part.PRIMARY || part == Part.HANDING_OVER
        ? known.map(Configuration::epoch)
        : Optional.empty();
  }

  /** The configuration by which it leads, serving or not. */
  public Optional<Configuration> led() {
    return part == Part.RECOVERING || servedEpoch().isPresent() ? known : Optional.empty();
  }

  /** The part a replica plays. */
  public enum Part {
    /** It has no copy. */
    IDLE,
    /** It asks to begin with an empty copy. */
    FOUNDER,
    /** It has a copy from the disk, and waits to hear whether that is the one to go on with. */
    RETURNED,
    /** It is being given a copy. */
    LEARNER,
    /** It has a copy and follows a primary. */
    BACKUP,
    /** It has a copy and asks to lead. */
    CANDIDATE,
    /** It leads by the register's decision, and brings the others to where it is. */
    RECOVERING,
    /** It leads and serves. */
    PRIMARY,
    /** It leads and is about to hand over: it serves nobody. */
    HANDING_OVER
  }
}
