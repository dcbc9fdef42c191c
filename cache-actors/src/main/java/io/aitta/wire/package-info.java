/**
 * The bytes that cross between nodes: codecs written by hand for requests, responses and the link's
 * frames, Kryo for the rest, and the one serializer that Pekko is given. Reading never trusts what
 * it reads: garbage ends in a {@link io.aitta.wire.MalformedMessageException}, having allocated no
 * more than a small multiple of the bytes that came.
 */
package io.aitta.wire;
