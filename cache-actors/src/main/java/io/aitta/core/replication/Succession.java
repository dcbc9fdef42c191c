package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Now;

/** The part that a decided configuration gives a replica whose copy was in sync. */
final class Succession {
  private Succession() {}

  static Role of(Ground ground, Copy copy, Configuration decided, Now now) {
    if (!decided.inSync().contains(ground.self)) {
      ground.discard(copy);
      ground.unseal();
      return new Idle(ground);
    }
    return decided.primary().equals(ground.self)
        ? Primary.of(ground, copy, decided, now)
        : new Backup(ground, copy, decided.primary(), Descent.of(decided), now);
  }
}
