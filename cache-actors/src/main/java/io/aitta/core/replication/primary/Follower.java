package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;

/** What a primary knows of one copy whose acknowledgement it needs. */
final class Follower {
  /** Through which feed the copy came. */
  final long feed;

  /** The copy has at least this, or nothing beyond it is needed of it yet. */
  Version acknowledged;

  /** Whether the copy may lead after this primary: a configuration counts it in, or may do so. */
  boolean counted;

  /** Whether the copy itself has said how far it is. */
  boolean joined;

  /** Whether the copy can't be brought up to date. */
  boolean lost;

  /** Whether the copy takes nothing from this primary, by its latest word. */
  boolean refuses;

  long heardAt;
  long resendAt;

  /** When the latest question for a lease was sent, and the latest that was granted. */
  long askedAt;

  long grantedAt;
  boolean granted;

  Follower(long feed, Version acknowledged, long now) {
    this.feed = feed;
    this.acknowledged = acknowledged;
    this.heardAt = now;
    this.resendAt = now;
    this.askedAt = now;
  }

  /** The copy has said something that follows this primary. */
  void hear(long now) {
    heardAt = now;
    refuses = false;
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
