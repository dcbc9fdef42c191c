package io.aitta.wire;

/**
 * What a request of an operation that this version does not know is read as; never written. It is
 * to be answered with {@code Answer.Refusal.UNSUPPORTED}.
 *
 * @param origin the request's origin
 * @param id the request's number
 */
public record UnsupportedRequest(long origin, long id) implements Frame {}
