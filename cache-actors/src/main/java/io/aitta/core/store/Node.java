package io.aitta.core.store;

import io.aitta.core.model.Entry;

/** An entry with its links: in a chain of the table, in the order of use, in the timing wheel. */
final class Node extends TimerLink {
  final long hash;
  Entry entry;
  long tick;
  Node nextInChain;
  Node older;
  Node newer;

  Node(Entry entry) {
    this.hash = entry.key().hash();
    this.entry = entry;
  }
}
