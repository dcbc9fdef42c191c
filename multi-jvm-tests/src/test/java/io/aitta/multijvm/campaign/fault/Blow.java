package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;

/** What strikes one node and is under way for a time, so that another may strike meanwhile. */
interface Blow {
  /** What it is called in the name of a pair. */
  String label();

  /** The node that it strikes where it is the first of a pair. */
  default JvmNode choose(Field field) {
    return field.any();
  }

  /**
   * Begins it, and returns once it is under way.
   *
   * @return ends it, or waits for its end where it has one of its own; to be run once
   */
  Runnable begin(Field field, JvmNode node);
}
