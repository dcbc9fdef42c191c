package io.aitta.core.replication.protocol;

/**
 * The time of a step, taken after its input had arrived.
 *
 * @param nanos of a clock that never goes back, for leases and waits; comparable on one node only
 * @param millis of the epoch, for lifetimes of entries
 */
public record Now(long nanos, long millis) {}
