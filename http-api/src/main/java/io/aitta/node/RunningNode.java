package io.aitta.node;

/** A node that runs in this process. */
public interface RunningNode {
  /** The port on which REST is served. */
  int httpPort();

  /** Whether the node takes requests now, by its own account. */
  boolean isReady();

  /** Whether the node has ended. */
  boolean hasEnded();

  /** Whether a signal to the process is what ends the node. */
  boolean endsBySignal();

  /** Waits until the node has ended, whoever ended it. */
  void awaitEnd() throws InterruptedException;
}
