/**
 * The bytes that cross between nodes: the one serializer that Pekko is given, and the link's own
 * frames. Below it: {@code message}, the layouts written by hand, with {@code codec}, what they are
 * written with, and {@code kryo} for the catalog's messages. Reading never trusts what it reads:
 * garbage ends in a {@link io.aitta.wire.codec.MalformedMessageException}, having allocated no more
 * than a small multiple of the bytes that came.
 */
package io.aitta.wire;
