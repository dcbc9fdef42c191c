package io.aitta.core.register.simulation;

import io.aitta.core.register.model.TwoVoterPolicy;
import java.util.SplittableRandom;
import java.util.UUID;

/** What a whole run shares. All randomness comes from here. */
record World(SplittableRandom random, TwoVoterPolicy policy, Mutation mutation) {
  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }
}
