package io.aitta.node;

import java.util.Optional;

/** A node that runs in this process. */
public interface RunningNode {
  /** The port on which REST is served. */
  int httpPort();

  /** Whether the node takes requests now, by its own account. */
  boolean isReady();

  /**
   * Why the node can't serve though it takes part, so that it should go on waiting: it is a full
   * member, or the register decides nothing without others. Empty when it can serve, or is not let
   * in.
   */
  Optional<String> waitsBecause();

  /** Whether the node has ended. */
  boolean hasEnded();

  /** Whether a signal to the process is what ends the node. */
  boolean endsBySignal();

  /** Waits until the node has ended, whoever ended it. */
  void awaitEnd() throws InterruptedException;
}
