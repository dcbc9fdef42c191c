package io.aitta.replica;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/**
 * What a host works with.
 *
 * @param heard the greatest epoch of a partition that was heard of; who leads in a smaller one is
 *     superseded
 * @param floor what the epoch of a claim has to exceed; not less than what was heard
 * @param announce says which partitions are led here, each with its epoch
 */
record HostParts(
    Copies copies,
    LedPartitions led,
    IntToLongFunction heard,
    IntToLongFunction floor,
    Consumer<Map<Integer, Long>> announce) {}
