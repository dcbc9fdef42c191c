package io.aitta.http;

/** What this node knows of its cluster. Thread-safe; never blocks, asks nobody. */
@FunctionalInterface
public interface Cluster {
  ClusterView view();
}
