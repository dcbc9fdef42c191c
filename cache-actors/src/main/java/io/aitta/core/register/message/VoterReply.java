package io.aitta.core.register.message;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a voter answers. What it says is on its storage: it holds after any crash. */
public sealed interface VoterReply {
  VoterId from();

  /** The number of the generation that was asked. */
  long generation();

  /** Calls the handler's method for this kind of reply. */
  void handledBy(Handler handler);

  /** One method for each kind of reply. */
  interface Handler {
    void onPromises(Promises promises);

    void onVotes(Votes votes);

    void onSealed(Sealed sealed);

    void onActivated(Activated activated);

    void onSuperseded(Superseded superseded);

    void onRefused(Refused refused);
  }

  /**
   * Answers a {@link VoterMessage.Prepare}.
   *
   * @param granted the keys for which no lower ballot will be accepted any more, each with what was
   *     accepted so far
   * @param preempted the keys of which a higher ballot was promised before, and which
   */
  record Promises(
      VoterId from,
      long generation,
      Ballot ballot,
      SortedMap<Integer, Optional<Accepted>> granted,
      SortedMap<Integer, Ballot> preempted)
      implements VoterReply {
    public Promises {
      requireNonNull(from, "from is null");
      requireNonNull(ballot, "ballot is null");
      granted = Collections.unmodifiableSortedMap(new TreeMap<>(granted));
      preempted = Collections.unmodifiableSortedMap(new TreeMap<>(preempted));
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onPromises(this);
    }
  }

  /**
   * Answers an {@link VoterMessage.Accept}.
   *
   * @param accepted the keys whose values were accepted
   * @param preempted the keys of which a higher ballot was promised before, and which
   */
  record Votes(
      VoterId from,
      long generation,
      Ballot ballot,
      SortedSet<Integer> accepted,
      SortedMap<Integer, Ballot> preempted)
      implements VoterReply {
    public Votes {
      requireNonNull(from, "from is null");
      requireNonNull(ballot, "ballot is null");
      accepted = Collections.unmodifiableSortedSet(new TreeSet<>(accepted));
      preempted = Collections.unmodifiableSortedMap(new TreeMap<>(preempted));
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onVotes(this);
    }
  }

  /** The voter accepts nothing more in the generation; this is all that it ever accepted. */
  record Sealed(
      VoterId from, long generation, Generation successor, SortedMap<Integer, Accepted> records)
      implements VoterReply {
    public Sealed {
      requireNonNull(from, "from is null");
      requireNonNull(successor, "successor is null");
      records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onSealed(this);
    }
  }

  /** The voter knows that generation, or a later one, to be active. */
  record Activated(VoterId from, long generation) implements VoterReply {
    public Activated {
      requireNonNull(from, "from is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onActivated(this);
    }
  }

  /**
   * The generation that was asked is over.
   *
   * @param successor one that comes after it
   * @param active whether that one may be asked already; if not, it is the very next one
   */
  record Superseded(VoterId from, long generation, Generation successor, boolean active)
      implements VoterReply {
    public Superseded {
      requireNonNull(from, "from is null");
      requireNonNull(successor, "successor is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onSuperseded(this);
    }
  }

  /** The voter vouches for nothing of what it was asked, for the reason given. */
  record Refused(VoterId from, long generation, String reason) implements VoterReply {
    public Refused {
      requireNonNull(from, "from is null");
      requireNonNull(reason, "reason is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onRefused(this);
    }
  }
}
