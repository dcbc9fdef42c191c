package io.aitta.core.replication.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.journal.JournalRecord;
import java.util.Optional;

/** What a replica wants done. */
public sealed interface Output {
  /** A message to another replica of the partition. */
  record Send(MemberId to, ReplicaMessage message) implements Output {
    public Send {
      requireNonNull(to, "to is null");
      requireNonNull(message, "message is null");
    }
  }

  /** The one answer to a request. */
  record Answer(long token, Outcome outcome) implements Output {
    public Answer {
      requireNonNull(outcome, "outcome is null");
    }
  }

  /** Ask the register for the latest configuration; see {@link Input.Decided}. */
  record ReadConfiguration(long call) implements Output {}

  /** Ask the register for the next configuration, where the expected one is the latest. */
  record ProposeConfiguration(long call, Optional<Configuration> expected, Configuration next)
      implements Output {
    public ProposeConfiguration {
      requireNonNull(expected, "expected is null");
      requireNonNull(next, "next is null");
    }
  }

  /** The replica plays another part from now on, or knows of another configuration. */
  record StandingChanged(Standing standing) implements Output {
    public StandingChanged {
      requireNonNull(standing, "standing is null");
    }
  }

  /**
   * Write a record to the disk, after all before it, and tell of it by {@link Input.Stored}.
   *
   * @param number greater than that of the record before
   * @param awaited whether somebody waits for it; else it may be written with later ones, within a
   *     part of what a log may lag
   */
  record Store(long number, JournalRecord record, boolean awaited) implements Output {
    public Store {
      requireNonNull(record, "record is null");
    }
  }

  /** What was written before that record is not needed any more. */
  record ForgetBefore(long number) implements Output {}

  /**
   * An operation ended in a fault of the program; the partition goes on with what it had done.
   *
   * @param what the operation
   */
  record Faulted(String what, RuntimeException cause) implements Output {
    public Faulted {
      requireNonNull(what, "what is null");
      requireNonNull(cause, "cause is null");
    }
  }
}
