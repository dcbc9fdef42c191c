package io.aitta.core.register.proposer;

import io.aitta.core.register.model.ProposerId;
import java.util.random.RandomGenerator;

/** What all that a proposer has under way shares. */
record Desk(ProposerSettings settings, Ballots ballots, Backoff backoff, Outbox outbox) {
  static Desk of(ProposerId self, ProposerSettings settings, RandomGenerator jitter) {
    return new Desk(settings, new Ballots(self), new Backoff(settings, jitter), new Outbox());
  }
}
