package io.aitta.gateway;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheStatistics;

/**
 * What one node's partitions hold of a cache and have done for it.
 *
 * @param partitions how many partitions the node leads
 */
public record NodeStatistics(int partitions, CacheStatistics statistics) {
  public NodeStatistics {
    requireNonNull(statistics, "statistics is null");
  }

  /** The sum of both. */
  public NodeStatistics plus(NodeStatistics other) {
    return new NodeStatistics(partitions + other.partitions, statistics.plus(other.statistics));
  }
}
