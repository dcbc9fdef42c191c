package io.aitta.core.register.message;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a proposer asks of a voter. May be lost, late, repeated or out of order. A message speaks of
 * many keys at once, each decided by itself.
 */
public sealed interface VoterMessage {
  /** Keys are below this; with {@link Generation#SUCCESSOR_KEY} that bounds the store. */
  int KEYS = 4096;

  /** The generation in whose name the voter is asked. */
  Generation generation();

  /** Calls the handler's method for this kind of message. */
  <R> R handledBy(Handler<R> handler);

  /** One method for each kind of message. */
  interface Handler<R> {
    R onPrepare(Prepare prepare);

    R onAccept(Accept accept);

    R onSeal(Seal seal);

    R onSealAlone(SealAlone seal);

    R onActivate(Activate activate);
  }

  /** Asks to promise the ballot and to tell what was accepted so far: phase one. */
  record Prepare(Generation generation, Purpose purpose, Ballot ballot, SortedSet<Integer> keys)
      implements VoterMessage {
    public Prepare {
      requireNonNull(generation, "generation is null");
      requireNonNull(purpose, "purpose is null");
      requireNonNull(ballot, "ballot is null");
      keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
      checkKeys(keys);
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.onPrepare(this);
    }
  }

  /** Asks to accept values under a ballot: phase two. */
  record Accept(
      Generation generation,
      Purpose purpose,
      Ballot ballot,
      SortedMap<Integer, Optional<RegisterValue>> values)
      implements VoterMessage {
    public Accept {
      requireNonNull(generation, "generation is null");
      requireNonNull(purpose, "purpose is null");
      requireNonNull(ballot, "ballot is null");
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      checkKeys(values.keySet());
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.onAccept(this);
    }
  }

  /** Ends the generation, whose decided successor is named, and asks for all it holds. */
  record Seal(Generation generation, Generation successor) implements VoterMessage {
    public Seal {
      checkNext(generation, successor);
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.onSeal(this);
    }
  }

  /**
   * Asks one of two voters to decide the successor by itself and to end the generation, which may
   * not have begun yet, since the other voter is proven dead.
   */
  record SealAlone(Generation generation, Generation successor) implements VoterMessage {
    public SealAlone {
      checkNext(generation, successor);
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.onSealAlone(this);
    }
  }

  /** Says that the generation holds all that was decided before it, and is the one to ask. */
  record Activate(Generation generation) implements VoterMessage {
    public Activate {
      requireNonNull(generation, "generation is null");
    }

    @Override
    public <R> R handledBy(Handler<R> handler) {
      return handler.onActivate(this);
    }
  }

  private static void checkNext(Generation generation, Generation successor) {
    if (successor.number() != generation.number() + 1) {
      throw new IllegalArgumentException(successor + " does not come next after " + generation);
    }
  }

  private static void checkKeys(Set<Integer> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a message without keys asks nothing");
    }
    for (int key : keys) {
      if (key < Generation.SUCCESSOR_KEY || key >= KEYS) {
        throw new IllegalArgumentException("keys of the register are below 4096, not " + key);
      }
    }
  }
}
