package io.aitta.core.register.voter;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import java.util.Optional;

/**
 * Which process of the other voter this one is paired with, in a generation of two.
 *
 * <p>The partner is a process that is known to have lived after this one began, and after every
 * other process of that voter that this one ever answered. If it is proven dead, no process of that
 * voter that lives can be paired with this one: of two voters at most one can ever act alone.
 * {@code docs/register.md} has the proof.
 */
final class Pairing {
  private final VoterProcess self;
  private final VoterId other;
  private final long generation;
  private Optional<VoterProcess> partner = Optional.empty();
  private Optional<VoterProcess> answered = Optional.empty();
  private Optional<Greeting> open = Optional.empty();
  private long nonce;

  Pairing(VoterProcess self, VoterId other, long generation) {
    this.self = self;
    this.other = other;
    this.generation = generation;
  }

  Optional<VoterProcess> partner() {
    return partner;
  }

  long generation() {
    return generation;
  }

  /** A new greeting; only its answer counts from now on. */
  Greeting greet() {
    nonce++;
    Greeting greeting = new Greeting(self, other, generation, nonce);
    open = Optional.of(greeting);
    return greeting;
  }

  /** Answers the other voter. A process not answered before makes all that was known void. */
  Optional<Greeting.Response> answer(Greeting greeting) {
    if (greeting.generation() != generation || !greeting.from().voter().equals(other)) {
      return Optional.empty();
    }
    Optional<VoterProcess> process = Optional.of(greeting.from());
    if (!process.equals(answered)) {
      answered = process;
      partner = partner.filter(known -> known.equals(greeting.from()));
      open = Optional.empty();
    }
    return Optional.of(new Greeting.Response(self, greeting));
  }

  /** Takes the answer to the open greeting; any other is too old to prove anything. */
  void onResponse(Greeting.Response response) {
    if (response.from().voter().equals(other)
        && open.filter(response.greeting()::equals).isPresent()) {
      partner = Optional.of(response.from());
      open = Optional.empty();
    }
  }
}
