package io.aitta.core.register.message;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;

/**
 * Asks the other one of two voters which process it is; nothing else proves that it lives after
 * this moment.
 *
 * @param from who asks
 * @param to the other voter
 * @param generation the number of the generation that both vote in
 * @param nonce of this greeting; a process never uses one twice
 */
public record Greeting(VoterProcess from, VoterId to, long generation, long nonce) {
  public Greeting {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }

  /**
   * The answer.
   *
   * @param from who answers
   * @param greeting what it answers
   * @param mutual whether the one who answers has the one who greets for its partner
   */
  public record Response(VoterProcess from, Greeting greeting, boolean mutual) {
    public Response {
      requireNonNull(from, "from is null");
      requireNonNull(greeting, "greeting is null");
    }
  }
}
