package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;

/** Which node a fault strikes. */
public enum Victim {
  /** The one that has been a member for longest. */
  OLDEST {
    @Override
    JvmNode of(Field field) {
      return field.oldest();
    }
  },
  /** Any. */
  ANY {
    @Override
    JvmNode of(Field field) {
      return field.any();
    }
  };

  abstract JvmNode of(Field field);
}
