package io.aitta.wire;

/** What one link says to another on its own account. */
public sealed interface Frame permits Chunk, Grant, TransferRefused, UnsupportedRequest {}
