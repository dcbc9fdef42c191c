package io.aitta.protocol;

/** The catalog of that push was merged, and the partitions of the node act by it. */
public record CatalogAck(long number) implements Message {}
