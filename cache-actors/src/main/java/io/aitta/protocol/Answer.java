package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.reply.Reply;

/** What a node answers to a request. */
public sealed interface Answer {
  /** The operation was applied. */
  record Done(Reply reply) implements Answer {
    public Done {
      requireNonNull(reply, "reply is null");
    }
  }

  /** The operation was not applied: nothing was done, unless the refusal says otherwise. */
  record Refused(Refusal refusal) implements Answer {
    public Refused {
      requireNonNull(refusal, "refusal is null");
    }
  }

  /** Why an operation was not applied. The order of the constants is part of the wire format. */
  enum Refusal {
    /** The node does not lead the partition in the epoch that was meant. */
    NOT_PRIMARY,
    /** The node knows no such incarnation of the cache, or a later one. */
    CACHE_UNKNOWN,
    /** The request's time was over before its turn came. */
    TOO_LATE,
    /** The node has more to do than it may take. */
    OVERLOADED,
    /** The node does not know the operation: it runs another version. */
    UNSUPPORTED,
    /**
     * The operation ended in a fault of the program, which the node has logged: whether a write was
     * done is not known.
     */
    FAILED,
    /**
     * The answer found no room on its way back: a write may have been done, a read may be asked
     * again.
     */
    UNSENT,
    /**
     * The node leads, but has not heard of its copies for the time of a lease: it may be cut off.
     */
    NO_QUORUM,
    /** The partition has fewer copies than writes are to have. */
    TOO_FEW_COPIES,
    /**
     * Whether the write was done is not known: asked again with the same {@link Request#once}, it
     * is not done twice.
     */
    IN_DOUBT,
    /** The write was asked for so long ago that its answer may have been forgotten. */
    FORGOTTEN,
    /** The caller gave the write's name to another write before: nothing was done. */
    NAME_TAKEN,
    /** What the write would change is more than the copies can be sent: nothing was done. */
    TOO_LARGE
  }
}
