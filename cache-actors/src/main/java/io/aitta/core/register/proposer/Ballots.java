package io.aitta.core.register.proposer;

import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.ProposerId;

/** The ballots of one process: each greater than all that it has used or seen. */
final class Ballots {
  private final ProposerId self;
  private long counter;

  Ballots(ProposerId self) {
    this.self = self;
  }

  Ballot next() {
    counter++;
    return new Ballot(counter, self);
  }

  void saw(Ballot ballot) {
    counter = Math.max(counter, ballot.counter());
  }
}
