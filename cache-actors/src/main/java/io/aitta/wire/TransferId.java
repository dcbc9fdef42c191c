package io.aitta.wire;

/**
 * The name of one large message on its way in chunks.
 *
 * @param incarnation the sending link's life, a random number: a node that starts again at the same
 *     address has another
 * @param number the transfer's number within that life
 */
public record TransferId(long incarnation, long number) {}
