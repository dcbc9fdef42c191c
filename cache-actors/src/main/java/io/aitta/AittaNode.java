package io.aitta;

import static java.util.Objects.requireNonNull;

import io.aitta.directory.Directory;
import io.aitta.directory.NodeIdentity;
import io.aitta.join.LastWords;
import io.aitta.register.RegisterView;
import io.aitta.replica.LostCopies;
import java.util.function.Consumer;

/**
 * A node as those see it who run it, rather than use its cache: what a server needs that shows the
 * cluster, counts, and says why it ends. Thread-safe; nothing here blocks.
 */
public final class AittaNode {
  private final NodeParts parts;

  AittaNode(NodeParts parts) {
    this.parts = requireNonNull(parts, "parts is null");
  }

  /** Which node this is. */
  public NodeIdentity identity() {
    return parts.identity();
  }

  /** What this node knows of the others. */
  public Directory directory() {
    return parts.directory();
  }

  /** What this node knows of the register that says who leads and who has copies. */
  public RegisterView register() {
    return parts.register();
  }

  /** What operators do about copies on nodes that never come back. */
  public LostCopies lostCopies() {
    return parts.lostCopies();
  }

  /** How many partitions the key space has. */
  public int partitions() {
    return parts.partitions();
  }

  /** How many copies a partition is to have. */
  public int copies() {
    return parts.copies();
  }

  /** What this node has counted since its start. */
  public NodeCounters counters() {
    return parts.counters();
  }

  /** Says to all nodes where this one serves HTTP. */
  public void announceHttp(String url) {
    parts.directory().announceHttp(url);
  }

  /** Tells the speaker why the node stops, should it stop for a reason of its own. */
  public void onLastWords(Consumer<LastWords> speaker) {
    parts.join().onLastWords(speaker);
  }
}
