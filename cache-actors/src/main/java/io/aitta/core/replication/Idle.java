package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.ReplicaMessage.CatchUp;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;

/** Has no copy: waits to be given one, or to found the partition. */
final class Idle extends Role {
  Idle(Ground ground) {
    super(ground);
  }

  @Override
  Standing.Part part() {
    return Standing.Part.IDLE;
  }

  @Override
  Optional<Copy> copy() {
    return Optional.empty();
  }

  @Override
  Role onConfiguration(Now now, Configuration decided) {
    return this;
  }

  @Override
  Role onClaim(Now now, Optional<Configuration> lost) {
    return new Founder(ground, lost);
  }

  @Override
  Role onCatchUp(Now now, MemberId from, CatchUp step) {
    Optional<Descent> begun = Learner.begun(step);
    if (begun.isEmpty()) {
      ignore();
      return this;
    }
    return new Learner(ground, begun.get(), now).onCatchUp(now, from, step);
  }
}
