package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.core.replication.catchup.CatchUpFeed;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.journal.CopyLog;
import java.util.Optional;

/**
 * What the replica of a partition on one node says to that on another. Messages may be lost,
 * doubled, late and out of order. A configuration in a message was decided by the register.
 */
public sealed interface ReplicaMessage {
  /** The feed of a copy that was in sync when the epoch began. */
  long NO_FEED = 0;

  /** The primary leads by this configuration and asks how far the receiver has come. */
  record Announce(Configuration configuration) implements ReplicaMessage {
    public Announce {
      requireNonNull(configuration, "configuration is null");
    }
  }

  /**
   * A change for a copy to apply.
   *
   * @param committed every copy in sync has the changes up to this version
   */
  record Append(long epoch, Change change, Version committed) implements ReplicaMessage {
    public Append {
      requireNonNull(change, "change is null");
      requireNonNull(committed, "committed is null");
    }
  }

  /**
   * The sender has every change up to that version.
   *
   * @param feed through which its copy came in this epoch, or {@link #NO_FEED}: a word of the copy
   *     it had before says nothing about the one it has now
   * @param stored up to where it would come back from its disk, as far as it has to: the least
   *     version there is while it would not come back whole
   */
  record Appended(long epoch, long feed, Version version, Version stored)
      implements ReplicaMessage {
    public Appended {
      requireNonNull(version, "version is null");
      requireNonNull(stored, "stored is null");
    }

    /** Says that the copy, which counts for nothing yet, will not be: the disk does not take it. */
    public static Appended givenUp(long epoch, long feed) {
      return new Appended(epoch, feed, CopyLog.NOTHING, CopyLog.NOTHING);
    }

    public boolean isGivenUp() {
      return version.equals(CopyLog.NOTHING);
    }
  }

  /**
   * The sender takes nothing from the receiver's epoch.
   *
   * @param sealed the smallest epoch it takes anything from
   * @param known the latest configuration it has heard of
   */
  record Rejected(long sealed, Optional<Configuration> known) implements ReplicaMessage {
    public Rejected {
      requireNonNull(known, "known is null");
    }
  }

  /**
   * The primary asks not to be replaced for a while.
   *
   * @param sentAt by the primary's clock, for itself
   * @param stored up to where every copy is stored, as far as the primary has heard: who has more
   *     may not have been heard
   * @param time the partition's, in milliseconds of the epoch
   */
  record AskLease(long epoch, long sentAt, Version committed, Version stored, long time)
      implements ReplicaMessage {
    public AskLease {
      requireNonNull(committed, "committed is null");
      requireNonNull(stored, "stored is null");
    }
  }

  /** The sender won't help to replace the primary before its lease is over. */
  record Grant(long epoch, long sentAt) implements ReplicaMessage {}

  /** The sender, who led before, leads no more: the receiver does by this configuration. */
  record HandedOver(Configuration configuration) implements ReplicaMessage {
    public HandedOver {
      requireNonNull(configuration, "configuration is null");
    }
  }

  /**
   * A step of a catch-up.
   *
   * @param feed tells the feeds of one epoch apart; a later one takes an earlier one's place
   */
  record CatchUp(long epoch, long feed, CatchUpFeed.Numbered item) implements ReplicaMessage {
    public CatchUp {
      requireNonNull(item, "item is null");
    }
  }

  /** The learner has the steps up to that number. */
  record CaughtUp(long epoch, long feed, long number) implements ReplicaMessage {}
}
