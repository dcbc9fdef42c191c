package io.aitta.core.register.voter;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.model.Generation;
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
  private boolean mutual;
  private long floor;

  /**
   * @param floor greetings of this process up to that number are of earlier pairings
   */
  Pairing(VoterProcess self, VoterId other, long generation, long floor) {
    this.self = self;
    this.other = other;
    this.generation = generation;
    this.floor = floor;
  }

  Optional<VoterProcess> partner() {
    return partner;
  }

  /** Whether the partner said that it has this process for its partner. */
  boolean isMutual() {
    return mutual;
  }

  long generation() {
    return generation;
  }

  boolean isIn(Generation other) {
    return other.number() == generation && other.has(self.voter()) && other.has(this.other);
  }

  /** A new greeting, with a number above those of all earlier ones of this process. */
  Greeting greet(long nonce) {
    return new Greeting(self, other, generation, nonce);
  }

  boolean concerns(Greeting greeting) {
    return greeting.generation() == generation && greeting.from().voter().equals(other);
  }

  /**
   * Answers the other voter. A process not answered before makes all that was known void, and the
   * answers to all earlier greetings.
   *
   * @param latest the number of the latest greeting of this process
   */
  Greeting.Response answer(Greeting greeting, long latest) {
    Optional<VoterProcess> process = Optional.of(greeting.from());
    if (!process.equals(answered)) {
      answered = process;
      floor = latest;
      mutual = mutual && process.equals(partner);
      partner = partner.filter(greeting.from()::equals);
    }
    return new Greeting.Response(self, greeting, process.equals(partner));
  }

  /** Takes the answer to a greeting, unless it is too old to prove anything. */
  void onResponse(Greeting.Response response) {
    Greeting greeting = response.greeting();
    if (response.from().voter().equals(other)
        && greeting.from().equals(self)
        && greeting.generation() == generation
        && greeting.nonce() > floor) {
      partner = Optional.of(response.from());
      mutual = response.mutual();
      floor = greeting.nonce();
    }
  }
}
