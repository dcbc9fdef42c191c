package io.aitta.core.register.voter;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;

/** One thing that a voter must never forget. Its records in their order are all that it knows. */
public sealed interface VoterRecord {
  /** Calls the handler's method for this kind of record. */
  void handledBy(Handler handler);

  /** One method for each kind of record. */
  interface Handler {
    void onOpened(Opened opened);

    void onPromised(Promised promised);

    void onVoted(Voted voted);

    void onSealedBy(SealedBy sealed);

    void onActive(Active active);
  }

  /** The voter takes part in that generation. */
  record Opened(Generation generation) implements VoterRecord {
    public Opened {
      requireNonNull(generation, "generation is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onOpened(this);
    }
  }

  /** Below that ballot nothing will be accepted for the key. */
  record Promised(long generation, int key, Ballot ballot) implements VoterRecord {
    public Promised {
      requireNonNull(ballot, "ballot is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onPromised(this);
    }
  }

  /** A value was accepted for the key; the ballot is promised with it. */
  record Voted(long generation, int key, Accepted accepted) implements VoterRecord {
    public Voted {
      requireNonNull(accepted, "accepted is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onVoted(this);
    }
  }

  /** The generation is over; its successor is decided. */
  record SealedBy(long generation, Generation successor) implements VoterRecord {
    public SealedBy {
      requireNonNull(successor, "successor is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onSealedBy(this);
    }
  }

  /** The generation may be asked; what is known of the ones before it is of no more use. */
  record Active(Generation generation) implements VoterRecord {
    public Active {
      requireNonNull(generation, "generation is null");
    }

    @Override
    public void handledBy(Handler handler) {
      handler.onActive(this);
    }
  }
}
