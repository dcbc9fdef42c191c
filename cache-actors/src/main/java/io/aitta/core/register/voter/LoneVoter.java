package io.aitta.core.register.voter;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import java.util.Optional;
import java.util.Set;

/** Whether this voter, one of two, may end its generation without the other. */
final class LoneVoter {
  private final VoterProcess self;
  private final TwoVoterPolicy policy;
  private Set<VoterProcess> dead = Set.of();
  private Optional<Pairing> pairing = Optional.empty();

  LoneVoter(VoterProcess self, TwoVoterPolicy policy) {
    this.self = self;
    this.policy = policy;
  }

  /** That generation is the active one. Pairings are made anew in each. */
  void enter(Generation generation) {
    if (pairing.filter(known -> known.generation() == generation.number()).isEmpty()) {
      pairing = otherOf(generation).map(other -> new Pairing(self, other, generation.number()));
    }
  }

  void onProvenDead(Set<VoterProcess> processes) {
    dead = Set.copyOf(processes);
  }

  Optional<Greeting> greet() {
    return pairing.map(Pairing::greet);
  }

  Optional<Greeting.Response> answer(Greeting greeting) {
    return pairing.flatMap(known -> known.answer(greeting));
  }

  void onResponse(Greeting.Response response) {
    pairing.ifPresent(known -> known.onResponse(response));
  }

  /** Whether it is one of two and has not met the other yet. */
  boolean isUnpaired() {
    return pairing.filter(known -> known.partner().isEmpty()).isPresent();
  }

  /** Why it may not; empty when it may. */
  Optional<String> objection(Generation generation, Generation successor) {
    if (policy != TwoVoterPolicy.PROVEN_DEAD) {
      return Optional.of("the policy for two voters wants a majority");
    }
    Optional<VoterProcess> partner =
        pairing
            .filter(known -> known.generation() == generation.number())
            .flatMap(Pairing::partner);
    if (partner.isEmpty()) {
      return Optional.of("this process has not been paired with the other voter's");
    }
    if (!dead.contains(partner.get())) {
      return Optional.of("the other voter's process is not proven dead");
    }
    return successor.has(partner.get().voter())
        ? Optional.of("the successor would have the dead voter again")
        : Optional.empty();
  }

  private Optional<VoterId> otherOf(Generation generation) {
    boolean paired =
        policy == TwoVoterPolicy.PROVEN_DEAD
            && generation.voters().size() == 2
            && generation.has(self.voter());
    return generation.voters().stream()
        .filter(voter -> paired && !voter.equals(self.voter()))
        .findFirst();
  }
}
