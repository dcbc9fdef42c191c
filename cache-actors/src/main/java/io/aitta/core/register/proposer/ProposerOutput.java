package io.aitta.core.register.proposer;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a proposer wants done, or tells. */
public sealed interface ProposerOutput {
  /** The message is to be sent; it may get lost. */
  record Send(VoterId to, VoterMessage message) implements ProposerOutput {
    public Send {
      requireNonNull(to, "to is null");
      requireNonNull(message, "message is null");
    }
  }

  /** The call is over; there is an outcome for each of its keys. */
  record Finished(long call, SortedMap<Integer, Outcome> outcomes) implements ProposerOutput {
    public Finished {
      outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    }
  }

  /**
   * The call is over; a majority of the generation's voters know it to be active.
   *
   * @param active not with the voters that were asked for, when another node was faster
   */
  record VotersReplaced(long call, Generation active) implements ProposerOutput {
    public VotersReplaced {
      requireNonNull(active, "active is null");
    }
  }

  /** The call is over; the voters may be replaced later, or not. */
  record VotersUnknown(long call, String reason) implements ProposerOutput {
    public VotersUnknown {
      requireNonNull(reason, "reason is null");
    }
  }

  /** The proposer asks that generation from now on: whom to tell other nodes about. */
  record Entered(Generation active) implements ProposerOutput {
    public Entered {
      requireNonNull(active, "active is null");
    }
  }
}
