package io.aitta.node;

import com.typesafe.config.Config;
import io.aitta.join.LastWords;
import java.util.function.Consumer;

/** Starts a node in this process. */
@FunctionalInterface
public interface NodeStarter {
  /**
   * Starts the node and serves HTTP; the node may not be ready yet.
   *
   * @param speaker told why the node stops, should it stop by itself
   * @throws RuntimeException when it cannot start, with the reason
   */
  RunningNode start(Config config, Consumer<LastWords> speaker);
}
