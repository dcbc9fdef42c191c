package io.aitta.wire.codec;

/**
 * Every number and letter that stands for a type on the wire. FROZEN: nodes of different versions
 * talk to each other by them. Append; never change, reuse or remove one. The orders of the
 * constants of {@code Answer.Refusal}, {@code CatalogResult.Outcome}, {@code CacheConfig.OnFull},
 * {@code CacheConfig.Durability}, {@code Effect.EntryRemoved.Cause}, {@code Purpose} and {@code
 * TransferRefused.Reason} are frozen in the same way.
 */
public final class WireCodes {
  /** The first byte of every payload: the version of its layout. */
  public static final int VERSION = 3;

  /** The serializer, among those of an actor system. */
  public static final int SERIALIZER = 4117;

  // Manifests.
  public static final char REQUEST = 'Q';
  public static final char RESPONSE = 'A';
  public static final char KRYO = 'K';
  public static final char CHUNK = 'C';
  public static final char GRANT = 'G';
  public static final char TRANSFER_REFUSED = 'X';
  public static final char NODE_STATUS = 'N';
  public static final char REPLICA_POST = 'R';
  public static final char VOTER_POST = 'V';

  // Operations.
  public static final int GET = 1;
  public static final int PUT = 2;
  public static final int GET_AND_PUT = 3;
  public static final int REMOVE = 4;
  public static final int GET_AND_REMOVE = 5;
  public static final int INCREMENT = 6;
  public static final int TOUCH = 7;
  public static final int READ_LIFETIME = 8;
  public static final int CHANGE_LIFETIME = 9;
  public static final int LIST_PAGE = 32;
  public static final int INVALIDATE = 33;
  public static final int READ_STATISTICS = 34;
  public static final int BATCH = 35;

  // Replies.
  public static final int HIT = 1;
  public static final int MISS = 2;
  public static final int CREATED = 3;
  public static final int REPLACED = 4;
  public static final int SWAPPED = 5;
  public static final int REMOVED = 6;
  public static final int COUNTED = 7;
  public static final int NOT_A_NUMBER = 8;
  public static final int OUT_OF_RANGE = 9;
  public static final int TOUCHED = 10;
  public static final int REMAINING = 11;
  public static final int ABSENT = 12;
  public static final int PRECONDITION_FAILED = 13;
  public static final int OVER_BUDGET = 14;
  public static final int PAGE_REPLY = 32;
  public static final int INVALIDATE_REPLY = 33;
  public static final int STATISTICS_REPLY = 34;
  public static final int BATCH_REPLY = 35;

  // Answers.
  public static final int DONE = 1;
  public static final int REFUSED = 2;

  // Sides of a condition.
  public static final int UNASKED = 0;
  public static final int ANY_VERSION = 1;
  public static final int VERSIONS = 2;
  public static final int UNMODIFIED_SINCE = 3;

  // Selectors.
  public static final int ALL = 0;
  public static final int TAGGED = 1;
  public static final int PREFIXED = 2;

  // What copies say to each other.
  public static final int ANNOUNCE = 1;
  public static final int APPEND = 2;
  public static final int APPENDED = 3;
  public static final int REJECTED = 4;
  public static final int ASK_LEASE = 5;
  public static final int GRANT_LEASE = 6;
  public static final int HANDED_OVER = 7;
  public static final int CATCH_UP = 8;
  public static final int CAUGHT_UP = 9;

  // Effects.
  public static final int ENTRY_STORED = 1;
  public static final int ENTRY_REMOVED = 2;
  public static final int LIFESPAN_CHANGED = 3;
  public static final int SEGMENT_CLEARED = 4;
  public static final int SEGMENT_DROPPED = 5;

  // Steps of a catch-up.
  public static final int BEGIN = 1;
  public static final int PIECE = 2;
  public static final int LIVE = 3;
  public static final int END = 4;

  // What proposers and voters say to each other.
  public static final int ASK = 1;
  public static final int ANSWER = 2;
  public static final int GREET = 3;
  public static final int GREETED = 4;

  // What a voter is asked.
  public static final int PREPARE = 1;
  public static final int ACCEPT = 2;
  public static final int SEAL = 3;
  public static final int SEAL_ALONE = 4;
  public static final int ACTIVATE = 5;

  // What a voter answers.
  public static final int PROMISES = 1;
  public static final int VOTES = 2;
  public static final int SEALED = 3;
  public static final int ACTIVATED = 4;
  public static final int SUPERSEDED = 5;
  public static final int VOTER_REFUSED = 6;

  // Classes registered with Kryo, which keeps those under 20 for itself; 20 was a node's status.
  public static final int FIRST_REGISTERED = 20;
  public static final int CATALOG_COMMAND = 21;
  public static final int CATALOG_RESULT = 22;
  public static final int CATALOG_PUSH = 23;
  public static final int CATALOG_ACK = 24;
  public static final int CONFIGURE = 30;
  public static final int CREATE_IF_ABSENT = 31;
  public static final int DROP = 32;
  public static final int CACHE_CONFIG = 40;
  public static final int CATALOG_ENTRY = 41;
  public static final int ENTRY_VERSION = 42;
  public static final int CACHE_NAME = 43;

  private WireCodes() {}
}
