package io.aitta.core.register.simulation;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterMessage.Accept;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches every answer of every voter for what may never happen. */
final class Invariants {
  private final Map<Slot, Optional<RegisterValue>> proposed = new HashMap<>();
  private final Map<Long, Generation> generations = new HashMap<>();
  private final Map<Long, Set<VoterId>> sealed = new HashMap<>();
  private final Set<Long> sealedAlone = new HashSet<>();
  private final Set<Long> entered = new HashSet<>();

  /** How often one of two voters ended a generation by itself. */
  int sealedAlone() {
    return sealedAlone.size();
  }

  /** How many of those generations had not begun, and never did. */
  int neverBegun() {
    return (int) sealedAlone.stream().filter(number -> !entered.contains(number)).count();
  }

  /** A node asks that generation. */
  void onEntered(Generation generation) {
    onGeneration(generation);
    entered.add(generation.number());
  }

  void onAnswer(VoterMessage message, VoterReply reply) {
    if (message instanceof Accept accept && reply instanceof Votes cast) {
      cast.accepted().forEach(key -> onVote(accept, cast.from(), key));
    }
    if (reply instanceof Sealed seal) {
      onGeneration(seal.successor());
      Set<VoterId> over = sealed.computeIfAbsent(seal.generation(), number -> new HashSet<>());
      if (message instanceof SealAlone && over.isEmpty()) {
        sealedAlone.add(seal.generation());
      }
      over.add(seal.from());
    }
  }

  /** There is one line of generations. */
  void onGeneration(Generation generation) {
    Generation known = generations.putIfAbsent(generation.number(), generation);
    check(known == null || known.equals(generation), () -> known + " and " + generation);
  }

  private void onVote(Accept accept, VoterId voter, int key) {
    Optional<RegisterValue> value = accept.values().get(key);
    Slot slot = new Slot(accept.generation().number(), key, accept.ballot());
    Optional<RegisterValue> known = proposed.putIfAbsent(slot, value);
    check(known == null || known.equals(value), () -> "two values under " + slot);
    Set<VoterId> over = sealed.getOrDefault(accept.generation().number(), Set.of());
    check(!over.contains(voter), () -> voter + " has sealed and voted " + slot);
  }

  private static void check(boolean holds, java.util.function.Supplier<String> what) {
    if (!holds) {
      throw new AssertionError(what.get());
    }
  }

  private record Slot(long generation, int key, Ballot ballot) {}
}
