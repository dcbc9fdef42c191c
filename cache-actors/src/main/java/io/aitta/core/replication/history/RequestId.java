package io.aitta.core.replication.history;

/**
 * What tells one write from all others, however often it is sent.
 *
 * @param origin who asks: the incarnation of a gateway
 * @param number the question's number, growing within the origin
 */
public record RequestId(long origin, long number) {}
