package io.aitta.core.register.voter;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether this voter, one of two, may end its generation without the other. Two may meet in the
 * next generation already, before it is named: it may be ended before it has begun. Which of
 * several that were thought of will be named is known to nobody, so the latest eight are kept.
 */
final class LoneVoter {
  private static final int MOST_EXPECTED = 8;

  private final VoterProcess self;
  private final TwoVoterPolicy policy;
  private Set<VoterProcess> dead = Set.of();
  private long entered;
  private Optional<Pairing> present = Optional.empty();
  private final Map<VoterId, Pairing> next = new LinkedHashMap<>();
  private long greetings;

  LoneVoter(VoterProcess self, TwoVoterPolicy policy) {
    this.self = self;
    this.policy = policy;
  }

  /** That generation is the active one. Pairings are made anew in each. */
  void enter(Generation generation) {
    entered = generation.number();
    present =
        pairingIn(generation)
            .or(() -> otherOf(generation).map(other -> pairingWith(other, generation)));
    next.values().removeIf(known -> known.generation() <= entered);
  }

  /** That generation may come next. */
  void expect(Generation generation) {
    boolean isNext = generation.number() == entered + 1;
    otherOf(generation)
        .filter(other -> isNext && !next.containsKey(other))
        .ifPresent(other -> next.put(other, pairingWith(other, generation)));
    if (next.size() > MOST_EXPECTED) {
      next.remove(next.keySet().iterator().next());
    }
  }

  void onProvenDead(Set<VoterProcess> processes) {
    dead = Set.copyOf(processes);
  }

  /** Greets the other voter of the active generation; of the next one too until both have met. */
  List<Greeting> greet() {
    Stream<Pairing> unmet = next.values().stream().filter(known -> !haveMet(known));
    return Stream.concat(present.stream(), unmet).map(this::greet).toList();
  }

  /** Answers; who greets in the next generation expects it. */
  Optional<Greeting.Response> answer(Greeting greeting) {
    VoterId other = greeting.from().voter();
    if (greeting.generation() == entered + 1 && !other.name().equals(self.voter().name())) {
      SortedSet<VoterId> both = new TreeSet<>(Set.of(self.voter(), other));
      expect(new Generation(greeting.generation(), both));
    }
    return pairings()
        .filter(known -> known.concerns(greeting))
        .findFirst()
        .map(known -> known.answer(greeting, greetings));
  }

  void onResponse(Greeting.Response response) {
    pairings().forEach(known -> known.onResponse(response));
  }

  /** Whether it is one of two and one of them has not met the other yet, as far as it knows. */
  boolean isUnpaired() {
    return pairings().anyMatch(known -> !haveMet(known));
  }

  /** Whether both voters of that generation know that they have met; true where none need to. */
  boolean haveMet(Generation generation) {
    return otherOf(generation).isEmpty() || pairingIn(generation).filter(this::haveMet).isPresent();
  }

  /** Why it may not; empty when it may. */
  Optional<String> objection(Generation generation, Generation successor) {
    if (policy != TwoVoterPolicy.PROVEN_DEAD) {
      return Optional.of("the policy for two voters wants a majority");
    }
    Optional<VoterProcess> partner = pairingIn(generation).flatMap(Pairing::partner);
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

  /** Whom it met may have died since; another process of that voter has to be met anew. */
  private boolean haveMet(Pairing pairing) {
    return pairing.isMutual() && pairing.partner().filter(dead::contains).isEmpty();
  }

  private Stream<Pairing> pairings() {
    return Stream.concat(present.stream(), next.values().stream());
  }

  private Greeting greet(Pairing pairing) {
    greetings++;
    return pairing.greet(greetings);
  }

  private Optional<Pairing> pairingIn(Generation generation) {
    return pairings().filter(known -> known.isIn(generation)).findFirst();
  }

  private Pairing pairingWith(VoterId other, Generation generation) {
    return new Pairing(self, other, generation.number(), greetings);
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
