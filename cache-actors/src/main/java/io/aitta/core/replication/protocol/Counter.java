package io.aitta.core.replication.protocol;

/** What a replica counts. */
public enum Counter {
  /** Changes and steps of catch-ups that were sent again. */
  RESENT,
  /** Messages that did not fit: of another epoch, out of order, or to nobody. */
  IGNORED,
  /** Messages of an older epoch, turned down. */
  REJECTED,
  /** Bytes of catch-ups that were sent, each once however often it was sent again. */
  CATCH_UP_BYTES,
  /** Catch-ups that were given up. */
  CATCH_UPS_LOST,
  /** Questions to the register without an answer. */
  UNDECIDED,
  /** Requests refused, nothing done. */
  REFUSED,
  /** Requests whose outcome is unknown. */
  UNKNOWN,
  /** Requests answered from memory because they had been done already. */
  REPEATED,
  /** Copies that were given up because they were not in sync any more. */
  DISCARDED
}
