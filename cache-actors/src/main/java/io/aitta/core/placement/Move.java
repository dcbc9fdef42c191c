package io.aitta.core.placement;

/**
 * Something of a partition goes from one member to another: its lead, or a copy.
 *
 * @param spread how its copies would be spread then
 */
record Move(PlacedPartition partition, Seat from, Seat to, Spread spread) {}
