package io.aitta.core.placement;

/** Something of a partition goes from one member to another: its lead, or a copy. */
record Move(PlacedPartition partition, Seat from, Seat to) {}
