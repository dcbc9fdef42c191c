package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Version;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Map;
import java.util.Optional;

/** What happens to a replica. */
public sealed interface Input {
  /** Time has passed; comes several times in the shortest interval of the settings. */
  record Tick() implements Input {}

  /** Somebody asks for an operation. */
  record Asked(Request request) implements Input {
    public Asked {
      requireNonNull(request, "request is null");
    }
  }

  /** A message came from another replica of the partition. */
  record Received(MemberId from, ReplicaMessage message) implements Input {
    public Received {
      requireNonNull(from, "from is null");
      requireNonNull(message, "message is null");
    }
  }

  /**
   * The register answered: this was the latest configuration at some time since it was asked; a
   * proposal was accepted if it is this.
   */
  record Decided(long call, Optional<Configuration> current) implements Input {
    public Decided {
      requireNonNull(current, "current is null");
    }
  }

  /** The register could not answer: a proposal may have been accepted or not. */
  record Undecided(long call) implements Input {}

  /** A member's process is proven to be gone; silence proves nothing. */
  record Died(MemberId member) implements Input {
    public Died {
      requireNonNull(member, "member is null");
    }
  }

  /**
   * The partition should be led here, if nobody has it: founds one that never was. May come again
   * and again.
   */
  record Claim() implements Input {}

  /**
   * An operator says that nobody who was in sync by that configuration will come back: begin anew,
   * empty, if it still is the latest.
   */
  record ForceClaim(Configuration lost) implements Input {
    public ForceClaim {
      requireNonNull(lost, "lost is null");
    }
  }

  /** The disk has the records up to that number, come what may. */
  record Stored(long number) implements Input {}

  /** The disk could not store something: nothing that it was not said to have is there. */
  record StoreFailed() implements Input {}

  /**
   * What other processes came back with that hold the places of those that are counted in: of each
   * that is known to be back, up to where its copy goes, if it has one. Takes the place of what was
   * known before.
   */
  record Back(Map<MemberId, Optional<Version>> others) implements Input {
    public Back {
      others = Map.copyOf(others);
    }
  }

  /** The primary should give that member a copy. */
  record Recruit(MemberId member) implements Input {
    public Recruit {
      requireNonNull(member, "member is null");
    }
  }

  /**
   * The primary should do without that member's copy, which it counts on until the register has
   * decided that it is out. It leaves this while it is handing over, where too few copies would
   * stay in sync for writes, and where another copy is lost. A member that is not in sync yet is
   * given up. It may be recruited again.
   */
  record Dismiss(MemberId member) implements Input {
    public Dismiss {
      requireNonNull(member, "member is null");
    }
  }

  /** The primary should hand the partition over to that member, who is in sync. */
  record HandOver(MemberId target) implements Input {
    public HandOver {
      requireNonNull(target, "target is null");
    }
  }

  /**
   * The primary should do some work on its partition that nobody asked for: a step of a sweep, an
   * eviction, a look at the catalog. Others leave it.
   */
  record Maintain(Maintenance work) implements Input {
    public Maintain {
      requireNonNull(work, "work is null");
    }
  }

  /** Work on a partition that nobody asked for. */
  @FunctionalInterface
  interface Maintenance {
    /**
     * Does it.
     *
     * @param now the partition's time, in milliseconds of the epoch
     */
    void on(Partition partition, long now);
  }
}
