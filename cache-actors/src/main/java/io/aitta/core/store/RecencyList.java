package io.aitta.core.store;

/** The order of last use, kept by links in the nodes themselves. */
final class RecencyList {
  private Node oldest;
  private Node newest;

  /** The node whose last use is the longest ago; null when there is none. */
  Node oldest() {
    return oldest;
  }

  void add(Node node, long tick) {
    node.tick = tick;
    node.older = newest;
    node.newer = null;
    if (newest == null) {
      oldest = node;
    } else {
      newest.newer = node;
    }
    newest = node;
  }

  void moveToNewest(Node node, long tick) {
    if (node == newest) {
      node.tick = tick;
      return;
    }
    remove(node);
    add(node, tick);
  }

  void remove(Node node) {
    if (node.older == null) {
      oldest = node.newer;
    } else {
      node.older.newer = node.newer;
    }
    if (node.newer == null) {
      newest = node.older;
    } else {
      node.newer.older = node.older;
    }
  }
}
