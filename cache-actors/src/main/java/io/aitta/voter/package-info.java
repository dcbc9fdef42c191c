/**
 * Where a voter of the configuration register keeps its word: in memory, or in an append-only log,
 * forced to the disk before the voter answers. Its format is frozen in {@code Frame} and {@code
 * RecordCodec}.
 */
package io.aitta.voter;
