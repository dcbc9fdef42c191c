package io.aitta.core.replication.history;

/**
 * What tells one write from all others, however often it is sent.
 *
 * @param origin who asks: a gateway's incarnation, not negative; or, negative, a hash of the name
 *     that a caller has given this one write
 * @param number of a gateway's question, growing within the origin; with a name, a hash of what is
 *     asked
 */
public record RequestId(long origin, long number) {
  /**
   * The id of a gateway's write.
   *
   * @param incarnation a random number, which loses its sign
   */
  public static RequestId ofGateway(long incarnation, long number) {
    return new RequestId(incarnation & Long.MAX_VALUE, number);
  }

  /**
   * The id of a write that its caller has named.
   *
   * @param name a hash of the name and what it is a name in, which loses its sign
   * @param what a hash of what is asked
   */
  public static RequestId named(long name, long what) {
    return new RequestId(name | Long.MIN_VALUE, what);
  }

  /** Whether a caller has named the write, so that its origin has asked for nothing else. */
  public boolean isNamed() {
    return origin < 0;
  }
}
