package io.aitta.core.register.proposer;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a proposer is told. */
public sealed interface ProposerInput {
  /** Calls the handler's method for this kind of input. */
  void handledBy(Handler handler);

  /** One method for each kind of input. */
  interface Handler {
    void onSubmit(Submit submit);

    void onReplaceVoters(ReplaceVoters replace);

    void onReceived(Received received);

    void onLearned(Learned learned);

    void onProvenDead(ProvenDead dead);

    void onTick(Tick tick);
  }

  /**
   * Asks for changes and reads of different keys, each decided by itself.
   *
   * @param call answered by {@link ProposerOutput.Finished} with this number, once
   * @param deadline in the nanoseconds of the steps' clock
   */
  record Submit(long call, List<Change> changes, long deadline) implements ProposerInput {
    /**
     * @throws IllegalArgumentException when there are no changes or two of one key
     */
    public Submit {
      changes = List.copyOf(changes);
      if (changes.isEmpty()) {
        throw new IllegalArgumentException("a call without changes asks nothing");
      }
      if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
        throw new IllegalArgumentException("two changes of one key in " + changes);
      }
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onSubmit(this);
    }
  }

  /**
   * Asks for another generation with these voters.
   *
   * @param call answered by {@link ProposerOutput.VotersReplaced} or {@link
   *     ProposerOutput.VotersUnknown} with this number, once
   * @param deadline in the nanoseconds of the steps' clock
   */
  record ReplaceVoters(long call, SortedSet<VoterId> voters, long deadline)
      implements ProposerInput {
    public ReplaceVoters {
      voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onReplaceVoters(this);
    }
  }

  /** A voter's reply arrived. */
  record Received(VoterReply reply) implements ProposerInput {
    public Received {
      requireNonNull(reply, "reply is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onReceived(this);
    }
  }

  /** Somebody trustworthy says that the generation is active. */
  record Learned(Generation active) implements ProposerInput {
    public Learned {
      requireNonNull(active, "active is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onLearned(this);
    }
  }

  /** All processes that are known to have ended for certain; those told before are forgotten. */
  record ProvenDead(Set<VoterProcess> processes) implements ProposerInput {
    public ProvenDead {
      processes = Set.copyOf(processes);
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onProvenDead(this);
    }
  }

  /** Time has passed. */
  record Tick() implements ProposerInput {
    @Override
    public void handledBy(Handler handler) {
      handler.onTick(this);
    }
  }
}
