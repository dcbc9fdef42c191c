package io.aitta.directory;

import java.util.List;

/** All that a node has heard of the members. Thread-safe; reads never block. */
public interface Directory extends Routes {
  /**
   * The greatest epoch of the partition that this node ever heard of, 0 for none; who claims a
   * smaller one is no leader any more.
   */
  long lastEpoch(int partition);

  /** The members of the cluster that take part, this node included, in the order of addresses. */
  List<Peer> peers();
}
