package io.aitta.wire;

/**
 * Every number and letter that stands for a type on the wire. FROZEN: nodes of different versions
 * talk to each other by them. Append; never change, reuse or remove one. The orders of the
 * constants of {@code Answer.Refusal}, {@code CatalogResult.Outcome}, {@code CacheConfig.OnFull},
 * {@code CacheConfig.Durability}, {@code Effect.EntryRemoved.Cause}, {@code Purpose} and {@code
 * TransferRefused.Reason} are frozen in the same way.
 */
final class WireCodes {
  /** The first byte of every payload: the version of its layout. */
  static final int VERSION = 2;

  /** The serializer, among those of an actor system. */
  static final int SERIALIZER = 4117;

  // Manifests.
  static final char REQUEST = 'Q';
  static final char RESPONSE = 'A';
  static final char KRYO = 'K';
  static final char CHUNK = 'C';
  static final char GRANT = 'G';
  static final char TRANSFER_REFUSED = 'X';
  static final char NODE_STATUS = 'N';
  static final char REPLICA_POST = 'R';
  static final char VOTER_POST = 'V';

  // Operations.
  static final int GET = 1;
  static final int PUT = 2;
  static final int GET_AND_PUT = 3;
  static final int REMOVE = 4;
  static final int GET_AND_REMOVE = 5;
  static final int INCREMENT = 6;
  static final int TOUCH = 7;
  static final int READ_LIFETIME = 8;
  static final int CHANGE_LIFETIME = 9;
  static final int LIST_PAGE = 32;
  static final int INVALIDATE = 33;
  static final int READ_STATISTICS = 34;
  static final int BATCH = 35;

  // Replies.
  static final int HIT = 1;
  static final int MISS = 2;
  static final int CREATED = 3;
  static final int REPLACED = 4;
  static final int SWAPPED = 5;
  static final int REMOVED = 6;
  static final int COUNTED = 7;
  static final int NOT_A_NUMBER = 8;
  static final int OUT_OF_RANGE = 9;
  static final int TOUCHED = 10;
  static final int REMAINING = 11;
  static final int ABSENT = 12;
  static final int PRECONDITION_FAILED = 13;
  static final int OVER_BUDGET = 14;
  static final int PAGE_REPLY = 32;
  static final int INVALIDATE_REPLY = 33;
  static final int STATISTICS_REPLY = 34;
  static final int BATCH_REPLY = 35;

  // Answers.
  static final int DONE = 1;
  static final int REFUSED = 2;

  // Sides of a condition.
  static final int UNASKED = 0;
  static final int ANY_VERSION = 1;
  static final int VERSIONS = 2;
  static final int UNMODIFIED_SINCE = 3;

  // Selectors.
  static final int ALL = 0;
  static final int TAGGED = 1;
  static final int PREFIXED = 2;

  // What copies say to each other.
  static final int ANNOUNCE = 1;
  static final int APPEND = 2;
  static final int APPENDED = 3;
  static final int REJECTED = 4;
  static final int ASK_LEASE = 5;
  static final int GRANT_LEASE = 6;
  static final int HANDED_OVER = 7;
  static final int CATCH_UP = 8;
  static final int CAUGHT_UP = 9;

  // Effects.
  static final int ENTRY_STORED = 1;
  static final int ENTRY_REMOVED = 2;
  static final int LIFESPAN_CHANGED = 3;
  static final int SEGMENT_CLEARED = 4;
  static final int SEGMENT_DROPPED = 5;

  // Steps of a catch-up.
  static final int BEGIN = 1;
  static final int PIECE = 2;
  static final int LIVE = 3;
  static final int END = 4;

  // What proposers and voters say to each other.
  static final int ASK = 1;
  static final int ANSWER = 2;
  static final int GREET = 3;
  static final int GREETED = 4;

  // What a voter is asked.
  static final int PREPARE = 1;
  static final int ACCEPT = 2;
  static final int SEAL = 3;
  static final int SEAL_ALONE = 4;
  static final int ACTIVATE = 5;

  // What a voter answers.
  static final int PROMISES = 1;
  static final int VOTES = 2;
  static final int SEALED = 3;
  static final int ACTIVATED = 4;
  static final int SUPERSEDED = 5;
  static final int VOTER_REFUSED = 6;

  // Classes registered with Kryo, which keeps those under 20 for itself; 20 was a node's status.
  static final int FIRST_REGISTERED = 20;
  static final int CATALOG_COMMAND = 21;
  static final int CATALOG_RESULT = 22;
  static final int CATALOG_PUSH = 23;
  static final int CATALOG_ACK = 24;
  static final int CONFIGURE = 30;
  static final int CREATE_IF_ABSENT = 31;
  static final int DROP = 32;
  static final int CACHE_CONFIG = 40;
  static final int CATALOG_ENTRY = 41;
  static final int ENTRY_VERSION = 42;
  static final int CACHE_NAME = 43;

  private WireCodes() {}
}
