package io.aitta.directory;

import static java.util.Objects.requireNonNull;

import org.apache.pekko.actor.Address;

/** The node that leads a partition, and since which epoch. */
public record Leader(Address node, long epoch) {
  public Leader {
    requireNonNull(node, "node is null");
  }
}
