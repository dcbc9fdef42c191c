package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;

/** One node more than before, which is being given its share; in the end it leaves again. */
record Arrival() implements Blow {
  @Override
  public String label() {
    return "growth";
  }

  @Override
  public JvmNode choose(Field field) {
    return field.arrival();
  }

  @Override
  public Runnable begin(Field field, JvmNode node) {
    return () -> {
      field.awaitGreenAgain();
      field.depart(node);
    };
  }
}
