package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;
import io.aitta.core.replication.journal.CopyLog;

/** What a primary knows of one copy whose acknowledgement it needs. */
final class Follower {
  /** Through which feed the copy came. */
  final long feed;

  /** The copy has at least this, or nothing beyond it is needed of it yet. */
  Version acknowledged;

  /** The copy would come back from its disk with that much, or not at all. */
  Version stored = CopyLog.NOTHING;

  /** Whether the copy may lead after this primary: a configuration counts it in, or may do so. */
  boolean counted;

  /** Whether the copy itself has said how far it is. */
  boolean joined;

  /** Whether the copy can't be brought up to date. */
  boolean lost;

  /** Whether the copy takes nothing from this primary, by its latest word. */
  boolean refuses;

  /** All up to here was sent since something had to be sent again. */
  Version sent;

  /** The latest that was ever sent. */
  Version furthest;

  long heardAt;

  /** When the copy came further, or was sent something again. */
  long waitingSince;

  /** When the latest question for a lease was sent, and the latest that was granted. */
  long askedAt;

  long grantedAt;
  boolean granted;

  Follower(long feed, Version acknowledged, long now) {
    this.feed = feed;
    this.acknowledged = acknowledged;
    this.sent = acknowledged;
    this.furthest = acknowledged;
    this.heardAt = now;
    this.waitingSince = now;
    this.askedAt = now;
  }

  /** The copy has said something that follows this primary. */
  void hear(long now) {
    heardAt = now;
    refuses = false;
  }

  /** The copy has everything up to there. */
  void acknowledge(Version version, long now) {
    acknowledged = version;
    waitingSince = now;
  }

  void store(Version version) {
    stored = version.compareTo(stored) > 0 ? version : stored;
  }

  /** Whether the copy's disk has it whole. */
  boolean isKept() {
    return stored.compareTo(CopyLog.NOTHING) > 0;
  }

  /** Whether the copy has all that was sent, as far as it will not be sent again. */
  boolean hasAllSent() {
    return acknowledged.compareTo(sent) >= 0;
  }

  /**
   * Takes note that a change is sent, after all before it.
   *
   * @return whether it was sent before
   */
  boolean sends(Version version) {
    sent = version;
    boolean again = version.compareTo(furthest) <= 0;
    furthest = again ? furthest : version;
    return again;
  }

  boolean isSilent(long now, long nanos) {
    return now - heardAt > nanos;
  }

  /** Whether the copy promised to help nobody else, when asked no longer ago than that. */
  boolean grantsSince(long since) {
    return granted && grantedAt - since >= 0;
  }

  boolean awaitsGrant(long now, long nanos) {
    return !(granted && grantedAt == askedAt) && now - askedAt < nanos;
  }
}
