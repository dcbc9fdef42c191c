package io.aitta.node;

import com.typesafe.config.Config;

/** Starts a node in this process. */
@FunctionalInterface
public interface NodeStarter {
  /**
   * Starts the node and serves HTTP; the node may not be ready yet.
   *
   * @throws RuntimeException when it cannot start, with the reason
   */
  RunningNode start(Config config);
}
