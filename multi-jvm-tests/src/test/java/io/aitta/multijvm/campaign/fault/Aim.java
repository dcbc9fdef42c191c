package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;

/** Whom the second of two blows strikes. */
enum Aim {
  /** The node that the first one struck. */
  SAME("the same") {
    @Override
    JvmNode of(Field field, JvmNode first) {
      return first;
    }
  },
  /** Any other. */
  OTHER("another") {
    @Override
    JvmNode of(Field field, JvmNode first) {
      return field.anyBut(first::equals);
    }
  };

  private final String label;

  Aim(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  abstract JvmNode of(Field field, JvmNode first);
}
