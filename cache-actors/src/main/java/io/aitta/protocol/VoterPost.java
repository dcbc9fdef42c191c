package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.VoterId;

/** What proposers and voters of the configuration register say to each other. */
public sealed interface VoterPost extends Message {
  /**
   * A question to a voter.
   *
   * @param to the voter that is meant; any other drops it
   */
  record Ask(VoterId to, VoterMessage message) implements VoterPost {
    public Ask {
      requireNonNull(to, "to is null");
      requireNonNull(message, "message is null");
    }
  }

  /** A voter's answer, for the proposer of the node it goes to. */
  record Reply(VoterReply reply) implements VoterPost {
    public Reply {
      requireNonNull(reply, "reply is null");
    }
  }

  /** One of two voters greets the other. */
  record Greet(Greeting greeting) implements VoterPost {
    public Greet {
      requireNonNull(greeting, "greeting is null");
    }
  }

  /** The other voter's answer to the greeting. */
  record Greeted(Greeting.Response response) implements VoterPost {
    public Greeted {
      requireNonNull(response, "response is null");
    }
  }
}
