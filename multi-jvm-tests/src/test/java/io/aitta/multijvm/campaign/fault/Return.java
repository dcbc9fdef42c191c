package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;

/** A node that left has just come back, and is being given its share. */
record Return() implements Blow {
  @Override
  public String label() {
    return "return";
  }

  @Override
  public JvmNode choose(Field field) {
    JvmNode node = field.any();
    field.leave(node);
    field.awaitGreen();
    field.bringBack(node);
    return node;
  }

  @Override
  public Runnable begin(Field field, JvmNode node) {
    return () -> {};
  }
}
