package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.Reply;

/** What became of a request. */
public sealed interface Outcome {
  /** It was done, and every copy in sync has it. */
  record Done(Reply reply) implements Outcome {
    public Done {
      requireNonNull(reply, "reply is null");
    }
  }

  /** By this asking nothing was done; it may be asked again at once or somewhere else. */
  record Refused(Reason reason) implements Outcome {
    public Refused {
      requireNonNull(reason, "reason is null");
    }
  }

  /** It may have been done or not; asked again with its id it is not done twice. */
  record Unknown(Doubt doubt) implements Outcome {
    public Unknown {
      requireNonNull(doubt, "doubt is null");
    }
  }

  /** Why nothing was done. */
  enum Reason {
    /** The replica does not lead the partition. */
    NOT_PRIMARY,
    /** The replica leads, but not yet: it brings the other copies to where it is. */
    RECOVERING,
    /** The partition is being handed over. */
    MOVING,
    /** Another copy in sync has not been heard of for the time of a lease. */
    NO_CONTACT,
    /** There are fewer copies in sync than writes are to have. */
    TOO_FEW_COPIES,
    /** As much is under way as may be. */
    OVERLOADED,
    /** The node knows no such incarnation of the cache. */
    CACHE_UNKNOWN,
    /** A read's time was over before it was sure. */
    TOO_LATE,
    /** The caller gave the request's name to another request before. */
    NAME_TAKEN,
    /** What it would change, its remembered answer included, is more than a copy can be sent. */
    TOO_LARGE
  }

  /** Why nobody can tell. */
  enum Doubt {
    /** The replica stopped leading before every copy in sync had the write. */
    NOT_PRIMARY_ANY_MORE,
    /** The time was over before every copy in sync had the write. */
    TOO_LATE,
    /** It was asked so long ago that its answer may have been forgotten. */
    FORGOTTEN,
    /** The operation ended in a fault of the program. */
    FAULT
  }
}
